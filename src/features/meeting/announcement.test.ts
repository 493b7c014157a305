import { describe, expect, it } from 'vitest';
import { announcement } from './announcement';

const of = (...names: string[]) =>
  names.map((name) => ({ identity: `user:${name}`, name, isLocal: name === 'me' }));

describe('announcement', () => {
  it('names who came and who went', () => {
    expect(announcement(of('me', 'Aki'), of('me', 'Ben', 'Chie'))).toEqual({
      joined: ['Ben', 'Chie'],
      left: ['Aki'],
    });
  });

  it('says nothing of oneself or of no change', () => {
    expect(announcement(of('Aki'), of('me', 'Aki'))).toBeNull();
    expect(announcement(of('me', 'Aki'), of('Aki', 'me'))).toBeNull();
  });
});
