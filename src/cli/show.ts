import type { Command } from 'commander'
import { problemLine } from '../base/problem.js'
import { readScheme } from '../scheme/read.js'
import { showScheme } from '../scheme/show.js'

/** Adds `kaohe show <scheme>`: each clause beside what the machine reads; exit 2 when it cannot be read. */
export function addShow(program: Command): void {
  program
    .command('show')
    .description('逐条列出考核办法：条款、标出数字的句子、机器的读法、选择')
    .argument('<scheme>', '考核办法的目录，如 schemes/wuhan-civil-servants')
    .action((folder: string) => {
      const { scheme, problems } = readScheme(folder.replace(/\/+$/, ''))
      if (scheme === null) {
        for (const problem of problems) console.log(problemLine(problem))
        process.exitCode = 2
        return
      }
      for (const line of showScheme(scheme)) console.log(line)
    })
}
