import { chromium, type Browser } from '@playwright/test';
import config from '../../../playwright.config.ts';

/** The Chromium of the browser tests, with their flags: fake devices, no question asked. */
export const launchBrowser = async (): Promise<Browser> => await chromium.launch(config.use?.launchOptions);
