import { setting } from './people';
import { expect, test } from './test';

test('every answer carries its headers, and every page a nonce of its own', async ({ request }) => {
  const answers = await Promise.all(
    ['/', '/sign-in', '/m/aaa-bbbb-ccc', '/api/health', '/favicon.svg'].map(async (path) => ({
      path,
      headers: (await request.get(path)).headers(),
    })),
  );
  for (const { path, headers } of answers) {
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    expect(headers['permissions-policy'], path).toContain('camera=(self)');
    expect(headers, path).not.toHaveProperty('x-powered-by');
  }
  const policyOf = async () => (await request.get('/')).headers()['content-security-policy'] ?? '';
  const [first, second] = [await policyOf(), await policyOf()];
  const nonce = /'nonce-([^']+)'/;
  expect(nonce.exec(first)?.[1]).toBeTruthy();
  expect(nonce.exec(first)?.[1]).not.toBe(nonce.exec(second)?.[1]);
  expect(first).toContain(setting('LIVEKIT_PUBLIC_URL'));
});

test('the client cannot choose its own request id', async ({ request }) => {
  const ask = async () =>
    await request.post('/api/trpc/auth.requestPasswordReset', {
      headers: { origin: setting('WEBMTG_URL'), 'x-request-id': 'mine' },
      data: { email: 'not an address' },
    });
  const answer = (await (await ask()).json()) as { error: { data: { requestId: string } } };
  expect(answer.error.data.requestId).toMatch(/^[0-9a-f-]{36}$/);
});
