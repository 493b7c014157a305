import config from '../../playwright.config';
import { makeOrganisation, signIn } from './people';
import { expect, test } from './test';

// A browser that asks before it gives out a device, on a machine with a microphone but no camera.
const launchOptions = config.use?.launchOptions;
test.use({
  launchOptions: {
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []).filter((arg) => !arg.startsWith('--use-fake-')),
      '--use-fake-device-for-media-stream=device-count=0',
    ],
  },
});

test('what is missing or refused is explained, mended without a reload, and no bar to joining', async ({
  openContext,
}) => {
  const { host, room } = await makeOrganisation();
  const context = await openContext({ permissions: [] });
  await signIn(context, host.id);
  const page = await context.newPage();
  await page.goto(`/m/${room.code}`);
  const camera = page.getByText('No camera found', { exact: true });
  const microphone = page.getByText('This page is not allowed to use your microphone', { exact: true });
  await expect(camera.first()).toBeVisible();
  await expect(microphone).toBeVisible();
  await expect(page.getByText('Click the camera icon in the address bar')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'No camera found' })).toContainText('microphone');

  await context.grantPermissions(['microphone']);
  await expect(microphone).toHaveCount(0);
  const level = page.getByRole('meter', { name: 'Microphone level' });
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(20);

  await page.getByRole('button', { name: 'Join now' }).click();
  await expect(page.getByRole('button', { name: 'Leave' })).toBeVisible();
});
