import { z } from 'zod'

/** Settings are environment variables; each with what it means, and what is wrong when it is. */
const settings = z.object({
  /** The app's id and secret; both or neither. Without them `npm start` brings its own sandbox. */
  FEISHU_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-fA-F]{16}$/, '应为 cli_ 加16位十六进制')
    .optional(),
  FEISHU_APP_SECRET: z.string().min(1).optional(),
  /** Open platform's base URL: Feishu, Lark or a private deployment. No trailing slash. */
  FEISHU_DOMAIN: z
    .string()
    .regex(/^https?:\/\/[^/]+(\/.*[^/])?$/, '应为网址，末尾不带斜杠')
    .default('https://open.feishu.cn'),
  /** `long-connection` (no public address needed) or `webhook`. */
  KAOHE_DOOR: z.enum(['long-connection', 'webhook']).default('long-connection'),
  /** Needed for the webhook: without the key nobody could tell a forged event. */
  FEISHU_ENCRYPT_KEY: z.string().min(1).optional(),
  FEISHU_VERIFICATION_TOKEN: z.string().min(1).optional(),
  /** A PostgreSQL server; without it the embedded database in KAOHE_DATA. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应为 postgresql:// 开头')
    .optional(),
  KAOHE_DATA: z.string().default('./data'),
  /** A folder of bureaus, or of one (with its bureau.yaml); several, as in PATH. Their order is that of the bureaus. */
  KAOHE_BUREAUS: z.string().optional(),
  /** Folder with further schemes, which come before those of the program. */
  KAOHE_SCHEMES: z.string().optional(),
  /** Address and port of the bot's own HTTP: health, metrics, webhook. */
  KAOHE_HOST: z.string().default('127.0.0.1'),
  KAOHE_PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  /**
   * Where the pages without login are reached from outside, as people open them: a proxy there passes `/p/` on to KAOHE_HOST and
   * KAOHE_PORT. Without it no links are handed out.
   */
  KAOHE_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/]+(\/.*[^/])?$/, '应为网址，末尾不带斜杠')
    .optional(),
  /** Sandbox only: where business time comes from. Refused with a public platform. */
  KAOHE_CLOCK_URL: z.url().optional(),
  /** `1`: a fresh database gets the demonstration's past. Sandbox only. */
  KAOHE_DEMO: z.enum(['0', '1']).default('0'),
  KAOHE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type Settings = z.infer<typeof settings>

/** Settings that are half given or wrong: one line each, Chinese, with what to set. */
export class BadSettings extends Error {
  override name = 'BadSettings'
}

/** Whether a domain is on this machine: the sandbox. */
export function isLoopback(domain: string): boolean {
  const { hostname } = new URL(domain)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)
}

/** Reads the settings; throws {@link BadSettings} with everything that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given, { error: z.locales.zhCN().localeError })
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`)
    throw new BadSettings(lines.join('\n'))
  }
  const wrong = halves(parsed.data)
  if (wrong.length > 0) throw new BadSettings(wrong.join('\n'))
  return parsed.data
}

function halves(of: Settings): string[] {
  const wrong: string[] = []
  if ((of.FEISHU_APP_ID === undefined) !== (of.FEISHU_APP_SECRET === undefined)) {
    const missing = of.FEISHU_APP_ID ? 'FEISHU_APP_SECRET' : 'FEISHU_APP_ID'
    wrong.push(`只设置了一半应用凭证：请再设置 ${missing}，或两个都不设（使用沙箱）`)
  }
  if (of.FEISHU_APP_ID && of.FEISHU_APP_SECRET && of.KAOHE_BUREAUS === undefined) {
    wrong.push(
      '请设置 KAOHE_BUREAUS：单位的文件夹，每个单位一个文件夹，里面有 bureau.yaml 和 roster.yaml',
    )
  }
  for (const key of ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'] as const) {
    if (of.KAOHE_DOOR !== 'webhook' || of[key]) continue
    wrong.push(
      `使用 webhook 时必须设置 ${key}（应用后台“事件与回调”的“加密策略”页），否则无法分辨伪造的事件`,
    )
  }
  const sandbox = isLoopback(of.FEISHU_DOMAIN)
  if (of.KAOHE_CLOCK_URL && !sandbox) {
    wrong.push('KAOHE_CLOCK_URL 只能用于沙箱：连接真实平台时请去掉它')
  }
  if (of.KAOHE_CLOCK_URL && !isLoopback(of.KAOHE_CLOCK_URL)) {
    wrong.push('KAOHE_CLOCK_URL 必须是本机地址')
  }
  const { KAOHE_PUBLIC_URL: address } = of
  if (address?.startsWith('http:') && !isLoopback(address)) {
    wrong.push('KAOHE_PUBLIC_URL 应以 https:// 开头：链接本身就是凭证，不能明文传送')
  }
  if (of.KAOHE_DEMO === '1' && !sandbox) wrong.push('KAOHE_DEMO 只能用于沙箱')
  return wrong
}
