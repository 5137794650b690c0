import type { Command } from 'commander'
import { print } from './output.js'
import type { Source } from './database.js'

/** Adds `kaohe verify`: whether a database still holds what was decided. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('逐条校验台账、所附文字和已公布的结果是否被改动；内置数据库须先停机器人')
    .option('--data <folder>', '机器人的数据目录（KAOHE_DATA）', './data')
    .option('--url <url>', 'PostgreSQL 服务的地址（DATABASE_URL），代替数据目录里的内置数据库')
    .action(async (options: Source) => {
      const { verify } = await import('./verify.js')
      print(await verify(options))
    })
}
