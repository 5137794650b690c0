#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander'
import { BadPeopleFile } from './people-file.js'
import { wholeOf } from './read-json.js'
import { CannotStart, type SandboxOptions, startSandbox } from './start.js'

const port = (text: string): number => {
  const number = wholeOf(text)
  if (number === undefined || number > 65_535)
    throw new InvalidArgumentError('端口应为 0 至 65535。')
  return number
}

interface Flags {
  port: number
  people?: string
  data?: string
  bot?: string
  clock?: string
  appId?: string
  appSecret?: string
  page?: string
  seed?: string
}

const program = new Command('feishu-sandbox')
  .description('在本机模拟飞书开放平台；启动后输出一行 JSON。')
  .option('--port <N>', '127.0.0.1 上的端口，0 为任意空闲端口', port, 0)
  .option('--people <文件>', '人员文件（JSON），不给则用内置的小单位')
  .option('--data <目录>', '状态保存在这里，再次启动时接着用')
  .option('--bot <URL>', '机器人的 HTTP 地址，拨动时钟时等它空闲')
  .option('--clock <时刻>', '起始时刻，如 2025-09-25T09:00（北京时间）')
  .option('--app-id <ID>', '应用编号，cli_ 加16位十六进制')
  .option('--app-secret <密钥>', '应用密钥')
  .option('--page <目录>', '构建好的聊天页面')
  .option('--seed <文字>', '让编号和故障可以重现')
  .helpOption('-h, --help', '显示帮助')
  .action(run)

async function run(flags: Flags): Promise<void> {
  const { data, bot, page, ...same } = flags
  const options: SandboxOptions = {
    ...same,
    ...(data === undefined ? {} : { dataDir: data }),
    ...(bot === undefined ? {} : { botUrl: bot }),
    ...(page === undefined ? {} : { pageDir: page }),
  }
  const sandbox = await startSandbox(options).catch((error: unknown) => {
    if (error instanceof CannotStart || error instanceof BadPeopleFile) {
      return program.error(error.message)
    }
    throw error
  })
  const { baseUrl, controlUrl, appId, appSecret } = sandbox
  console.log(JSON.stringify({ baseUrl, controlUrl, appId, appSecret, port: sandbox.port }))
  const stop = (): void => void sandbox.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

await program.parseAsync()
