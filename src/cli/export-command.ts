import type { Command } from 'commander'
import type { ExportOptions } from './export.js'
import { plainRefusal, print } from './output.js'

/** Adds `kaohe export`: the facts file of a bot's database, from which `kaohe score` gives the bot's figures. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('把机器人的台账写成事实文件，可用 kaohe score 重新计分；内置数据库须先停机器人')
    .option('--data <folder>', '机器人的数据目录（KAOHE_DATA）', './data')
    .option('--url <url>', 'PostgreSQL 服务的地址（DATABASE_URL），代替数据目录里的内置数据库')
    .requiredOption('--out <file>', '写到哪个文件（JSON，格式见 schemes/facts.schema.json）')
    .option('--as-of <day>', '截至哪一天，如 2025-12-31；不写即今天')
    .option('--bureau <id>', '数据库里有几个单位时写明是哪一个')
    .option('--cycle <id>', '有几个考核周期时写明是哪一个')
    .option('--scheme <folder>', '考核办法的目录；不写即随程序所带、编号相同的')
    .action(async (options: ExportOptions) => {
      // Only this command needs a database: the others start without reading its modules.
      const { exportTo } = await import('./export.js')
      const problem = await exportTo(options)
      if (problem !== null) print(plainRefusal(problem))
    })
}
