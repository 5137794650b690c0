import { parseArgs } from 'node:util'
import { day, isDay } from '../base/day.js'
import { demonstrations } from '../demo/bureau.js'
import { reportLines } from './report.js'
import { liveYear, usualSpan } from './run.js'

const help = `考核助手：把一年过一遍

  npm run year -- --bureau departments --seed 1   这个演示单位的一年，人人按卡片办事
  npm run year -- --to 2025-03-31                 只过到这一天；--from 2025-11-03 从这一天过起
  npm run year -- --no-faults                     平台不出故障
  npm run year -- --keep /tmp/year                数据留在这个空文件夹里

  演示单位：${demonstrations.map((one) => one.id).join('、')}`

/** Ends the program with one clear line. */
function fail(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        bureau: { type: 'string', default: demonstrations[0]?.id ?? '' },
        seed: { type: 'string', default: '1' },
        from: { type: 'string' },
        to: { type: 'string' },
        keep: { type: 'string' },
        'no-faults': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(`${help}\n`)
      process.exit(0)
    }
    const { bureau, seed, from, to, keep } = values
    if (!demonstrations.some((one) => one.id === bureau)) fail(`没有演示单位“${bureau}”\n\n${help}`)
    for (const on of [from, to]) {
      if (on !== undefined && !isDay(on)) fail(`“${on}”不是日期，请写成 2025-03-31 这样`)
    }
    const usual = usualSpan(2025)
    const span = {
      from: from === undefined ? usual.from : day(from),
      to: to === undefined ? usual.to : day(to),
    }
    return { bureau, seed, ...span, keep, faults: !values['no-faults'] }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${help}`)
  }
}

const barWidth = 30

async function main(): Promise<void> {
  const { bureau, seed, from, to, keep, faults } = readOptions()
  let month = ''
  const lived = await liveYear({
    ...{ bureau, seed, faults, keep, from, to },
    told: ({ today, share, figures }) => {
      const full = Math.round(share * barWidth)
      const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`
      if (process.stderr.isTTY) process.stderr.write(`\r${bar} ${today} ${figures.presses}次按下 `)
      else if (today.slice(0, 7) !== month) process.stderr.write(`${bar} ${today}\n`)
      month = today.slice(0, 7)
    },
  })
  if (process.stderr.isTTY) process.stderr.write('\n')
  process.stdout.write(`${reportLines(lived).join('\n')}\n`)
  process.exit(lived.checks.every((check) => check.holds) ? 0 : 1)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
main().catch((thrown: unknown) => fail(thrown instanceof Error ? thrown.message : `${thrown}`))
