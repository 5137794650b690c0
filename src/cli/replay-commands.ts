import type { Command } from 'commander'
import { print } from './output.js'
import type { PackOptions } from './pack.js'

/** Adds `kaohe pack` and `kaohe replay`: a publication with all it rests on, to be computed again elsewhere. */
export function addReplay(program: Command): void {
  program
    .command('pack')
    .description(
      '把一次公布连同办法、名册和台账打成复算包，可在另一台电脑上用 kaohe replay 复算；有姓名，没有人写的文字；内置数据库须先停机器人',
    )
    .option('--data <folder>', '机器人的数据目录（KAOHE_DATA）', './data')
    .option('--url <url>', 'PostgreSQL 服务的地址（DATABASE_URL），代替数据目录里的内置数据库')
    .requiredOption('--out <file>', '写到哪个文件')
    .option('--bureau <id>', '数据库里有几个单位时写明是哪一个')
    .option('--cycle <id>', '有几个考核周期时写明是哪一个')
    .option('--version <number>', '第几版；不写即最新一版')
    .action(async (options: PackOptions) => {
      const { pack } = await import('./pack.js')
      print(await pack(options))
    })
  program
    .command('replay')
    .description('由复算包重新计算一次公布，不需要数据库和服务；与公布的逐字比较，指出第一处不同')
    .argument('<file>', 'kaohe pack 写出的文件')
    .action(async (file: string) => {
      const { replay } = await import('./replay.js')
      print(await replay(file))
    })
}
