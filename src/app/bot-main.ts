#!/usr/bin/env node
import { BadSettings, readSettings } from './config.js'
import { failureFields } from '../base/failure.js'
import { startBot } from './bot.js'
import { openLog } from './log.js'
import type { StorageError } from '../storage/storage-error.js'
import { exitCodes, startFailureOf } from './start-failure.js'

/** The bot as a process: it gets nothing but its environment, and says one line when it is ready. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  if (!settings.FEISHU_APP_ID)
    throw new BadSettings('没有应用凭证：请设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET')
  const log = openLog(settings.KAOHE_LOG_LEVEL)
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled', failureFields(reason))
  })
  const fatal = (error: StorageError): void => {
    log.error('database-failed', { fault: error.code, ...failureFields(error) })
    process.stderr.write(`${error.message}\n`)
    process.exit(3)
  }
  const bot = await startBot(settings, log, fatal)
  process.stdout.write(`${JSON.stringify({ ready: true, port: bot.port, pid: process.pid })}\n`)
  const stop = (): void => {
    bot.close().then(
      () => process.exit(0),
      () => process.exit(exitCodes.fault),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((thrown: unknown) => {
  const failure = startFailureOf(thrown)
  const stack = thrown instanceof Error ? thrown.stack : `${thrown}`
  process.stderr.write(`${failure?.line ?? stack}\n`)
  process.exit(failure?.exitCode ?? exitCodes.fault)
})
