import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { livekitProgram } from '../../stack/livekit.ts';
import { compose, read, settingNames } from './deploy/compose.ts';

type Values = {
  settings: Record<string, string>;
  autoscaling: { enabled: boolean; openStreams: number };
  secrets: { values: Record<string, string> };
  shutdown: { preStopSeconds: number; graceSeconds: number };
  livekit: { url: string; publicUrl: string };
  ingress: { className: string; annotations: Record<string, string> };
  'livekit-server': {
    loadBalancer: {
      type: string;
      servicePort: number;
      annotations: Record<string, string>;
      tls: { hosts: string[]; secretName: string }[];
    };
    image: { tag: string };
    livekit: Record<'room' | 'rtc' | 'turn' | 'node_selector', object> & { webhook: { urls: string[] } };
  };
  egress: { image: { tag: string }; egress: { session_limits: object; ws_url: string } };
};

const chart = 'deploy/helm/webmtg';
const values = parse(read(`${chart}/values.yaml`)) as Values;
const templates = globSync(`${chart}/templates/*`).map((file) => [file, read(file)] as const);
const all = templates.map(([, text]) => text).join('\n');

describe('deploy/helm/webmtg', () => {
  test('asks for no value that values.yaml does not have', () => {
    const paths = [...all.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, path = '']) => path.slice(1));
    const isThere = (path: string) => {
      let place: unknown = values;
      for (const name of path.split('.')) {
        if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) return false;
        place = (place as Record<string, unknown>)[name];
      }
      return true;
    };
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  test('opens and closes as many blocks, and defines what it includes', () => {
    const count = (text: string, words: string) =>
      [...text.matchAll(new RegExp(`{{-?\\s*(?:${words})\\b`, 'g'))].length;
    const unbalanced = templates.filter(
      ([, text]) => count(text, 'if|range|with|define') !== count(text, 'end'),
    );
    expect(unbalanced.map(([file]) => file)).toEqual([]);
    const defined = new Set([...all.matchAll(/define "([^"]+)"/g)].map(([, name]) => name));
    const included = [...all.matchAll(/include "([^"]+)"/g)].map(([, name]) => name);
    expect(included.filter((name) => !defined.has(name))).toEqual([]);
  });

  test('gives the web server every setting that it cannot do without', () => {
    const source = read('src/server/env.ts');
    const declaration = (name: string) =>
      new RegExp(`^ {2}${name}:.*?(?=^ {2}(?:[A-Z]|/\\*)|^}\\))`, 'ms').exec(source)?.[0] ?? '';
    const isOptional = (name: string) => /optional|\.default\(/.test(declaration(name));
    const given = new Set([
      ...Object.keys(values.secrets.values),
      ...Object.keys(values.settings),
      ...[...read(`${chart}/templates/configmap.yaml`).matchAll(/^ {2}([A-Z0-9_]+):/gm)].map(
        ([, name]) => name,
      ),
      // The image sets it.
      'MAIL_DIR',
    ]);
    expect(settingNames.filter((name) => !isOptional(name) && !given.has(name))).toEqual([]);
  });

  test("lets tenants' own hosts in beside its own, by name and by certificate", () => {
    const ingress = read(`${chart}/templates/ingress.yaml`);
    expect(ingress.split('range prepend .Values.tenantHosts .Values.host').length).toBe(3);
  });

  test('runs the versions, and the rooms, of the compose file', () => {
    expect(values['livekit-server'].image.tag).toBe(livekitProgram.version);
    expect(`livekit/egress:${values.egress.image.tag}`).toBe(compose.services['egress']?.image);
    const own = parse(read('livekit/livekit.yaml')) as { room: object; node_selector: object };
    const { room, node_selector } = values['livekit-server'].livekit;
    expect({ room, node_selector }).toEqual({ room: own.room, node_selector: own.node_selector });
    const { dependencies } = parse(read(`${chart}/Chart.yaml`)) as { dependencies: { version: string }[] };
    expect(dependencies.map(({ version }) => version)).toEqual(dependencies.map(() => '1.9.0'));
  });

  test('scales by what every cluster measures: an autoscaler that lacks a metric never scales in', () => {
    expect(values.autoscaling).toMatchObject({ enabled: true, openStreams: 0 });
    expect(read(`${chart}/templates/autoscaler.yaml`)).toContain('with .Values.autoscaling.openStreams');
  });

  test('gives LiveKit a way in, where browsers are sent to', () => {
    const { type, servicePort, annotations, tls } = values['livekit-server'].loadBalancer;
    // LiveKit's chart makes no Ingress for these two.
    expect(['disable', 'gclb']).not.toContain(type);
    expect(tls.flatMap(({ hosts }) => hosts)).toEqual([new URL(values.livekit.publicUrl).host]);
    expect(tls.filter(({ secretName }) => !secretName)).toEqual([]);
    expect(annotations['kubernetes.io/ingress.class']).toBe(values.ingress.className);
    expect(new URL(values.livekit.url).port || '80').toBe(String(servicePort));
  });

  test('has its parts find each other in whichever namespace it is', () => {
    const { webhook } = values['livekit-server'].livekit;
    expect(webhook.urls).toEqual(['http://webmtg/api/livekit']);
    const inner = [...webhook.urls, values.livekit.url, values.egress.egress.ws_url];
    expect(inner.map((url) => new URL(url).hostname).filter((host) => host.includes('.'))).toEqual([]);
  });

  test('has no limit by address that an office would run into by opening pages', () => {
    const named = Object.keys({
      ...values.ingress.annotations,
      ...values['livekit-server'].loadBalancer.annotations,
    });
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => /\/limit-/.test(name))).toEqual([]);
  });

  test('asks no STUN server on the internet, and sends no browser to one', () => {
    const { rtc, turn } = values['livekit-server'].livekit;
    expect(rtc).toMatchObject({ use_external_ip: false, use_ice_lite: true });
    // Named by LiveKit as STUN, too.
    expect(turn).toMatchObject({ enabled: true, udp_port: 3478 });
  });

  test('lets an instance stop in peace, and confines it', () => {
    const { preStopSeconds, graceSeconds } = values.shutdown;
    // What web.ts takes at most after SIGTERM, and a margin.
    expect(graceSeconds - preStopSeconds).toBeGreaterThanOrEqual(30);
    const deployment = read(`${chart}/templates/deployment.yaml`);
    for (const word of ['preStop', 'terminationGracePeriodSeconds', 'readinessProbe', 'maxUnavailable: 0'])
      expect(deployment).toContain(word);
    for (const word of ['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'drop: [ALL]'])
      expect(all).toContain(word);
  });
});

test('in the chart a part that is away takes no web server out, but lets none of a new release in', () => {
  const deployment = read(`${chart}/templates/deployment.yaml`);
  const probes = deployment.matchAll(/(\w+)Probe:\s+httpGet: \{ path: '?([^',]+)'?, port: http \}/g);
  expect(Object.fromEntries(Array.from(probes, ([, name, path]) => [name, path]))).toEqual({
    liveness: '/api/health?live',
    readiness: '/api/health?serving',
    startup: '/api/health',
  });
});

describe('deploy/prometheus', () => {
  type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } };
  const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  test('speaks of metrics that there are', () => {
    const metrics = read('src/server/metrics.ts').matchAll(/metric\(\s*'(\w+)'/g);
    const known = new Set(Array.from(metrics, ([, name]) => `webmtg_${name}`));
    const named = [
      ...rules.flatMap(({ expr }) => expr.match(/webmtg_\w+/g) ?? []),
      ...(read('deploy/prometheus/adapter.yaml').match(/webmtg_\w+/g) ?? []),
      ...(read(`${chart}/templates/autoscaler.yaml`).match(/webmtg_\w+/g) ?? []),
    ];
    expect(new Set(named).size).toBeGreaterThanOrEqual(8);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('tells of one web server that is down, and of all', () => {
    const exprOf = (name: string) => rules.find(({ alert }) => alert === name)?.expr ?? '';
    expect(exprOf('WebmtgInstanceDown')).toMatch(/^up == 0 and on \(job, instance\) .*webmtg_/);
    expect(exprOf('WebmtgNoInstance')).toMatch(/^absent\(webmtg_/);
  });

  test('says what is wrong, and how soon somebody must look', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const isWhole = ({ labels, annotations }: Rule) =>
      ['page', 'ticket'].includes(labels.severity) && annotations.summary.length > 10;
    expect(rules.filter((rule) => !isWhole(rule))).toEqual([]);
  });
});
