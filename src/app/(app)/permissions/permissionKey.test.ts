import { expect, test } from 'vitest';
import en from '../../../../messages/en.json';
import ja from '../../../../messages/ja.json';
import { FILE_PERMISSIONS, ROOM_PERMISSIONS, TENANT_PERMISSIONS } from '@/shared/permissions';
import { permissionKey } from './permissionKey';

const TABLES = { tenant: TENANT_PERMISSIONS, room: ROOM_PERMISSIONS, file: FILE_PERMISSIONS };

test.each([en, ja])('every permission has a text, and no text is without a permission', ({ permissions }) => {
  for (const [table, list] of Object.entries(TABLES))
    expect(Object.keys(permissions[table as keyof typeof TABLES]).toSorted()).toEqual(
      Object.keys(list)
        .map((permission): string => permissionKey(permission))
        .toSorted(),
    );
});

test('there are thirty or more', () => {
  const all = new Set(Object.values(TABLES).flatMap((list) => Object.keys(list)));
  expect(all.size).toBeGreaterThanOrEqual(30);
});
