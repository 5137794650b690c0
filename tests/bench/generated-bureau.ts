import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { day } from '../../src/base/day.js'
import { randomFrom } from '../../src/demo/random.js'
import type { RosterFile } from '../../src/roster/file-shape.js'

/** How large, and which one: the same seed gives the same bureau. */
export interface GeneratedSize {
  /** All people, leaders included; at least 30. */
  people: number
  /** Units beside the leaders; one for each twelve people when left out, at least 4. */
  units?: number
  seed?: string
  /** `generated` when left out. */
  id?: string
}

type Person = RosterFile['people'][number]

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜']
const firsts = [...'安博承德恩方广恒嘉凯朗明宁鹏清荣思天维新延泽真之仲子景书雅']
const seconds = [...'川达峰歌涵际骏康霖茂年平启然舒涛文希业益语源展舟卓言行远知']

/**
 * A bureau with a roster as a roster file has it, for the scheme of the civil servants: leaders in charge of every
 * unit, a head for each, an assessment office, every role that the scheme names. One of twenty people comes
 * during 2025, one leaves in November, one moves to the next unit in July.
 */
export function generatedBureau(size: GeneratedSize): RosterFile {
  const { people: count, seed = 'kaohe', id = 'generated' } = size
  const unitCount = Math.max(4, size.units ?? Math.round(count / 12))
  const units = Array.from({ length: unitCount }, (_, at) => ({
    ...{ id: `u${at + 1}`, name: `第${at + 1}处`, kind: at < 4 ? 'general' : 'business' },
  }))
  const leaders = leadersOf(units, Math.min(12, Math.max(3, Math.ceil(unitCount / 5))))
  const staff = Array.from({ length: count - leaders.length }, (_, at) =>
    memberOf(units, { at, number: leaders.length + at, seed }),
  )
  return {
    bureau: { id, name: '生成局' },
    from: day('2024-01-01'),
    tiers: { L1: '副处级及以上', L2: '主任科员及以下' },
    roles: {},
    units: [{ id: 'u-lead', name: '局领导', kind: 'leadership' }, ...units],
    people: [...leaders, ...staff],
  }
}

function person(number: number, of: Partial<Person>): Person {
  const name = [
    surnames[number % surnames.length],
    firsts[Math.floor(number / surnames.length) % firsts.length],
    seconds[(number * 7 + Math.floor(number / (surnames.length * firsts.length))) % seconds.length],
  ].join('')
  const employeeNo = `G${`${number + 1}`.padStart(5, '0')}`
  return { id: `g${number + 1}`, name, employeeNo, post: '', affiliated: 'no', roles: [], ...of }
}

const bodies = ['party-group', 'assessment-committee', 'performance-group']

function leadersOf(units: readonly { id: string }[], count: number): Person[] {
  return Array.from({ length: count }, (_, at) => {
    if (at === 0) {
      const roles = ['principal-leader', ...bodies]
      return person(at, { post: '局长', unit: 'u-lead', roles })
    }
    const own = units.filter((_, index) => index % (count - 1) === at - 1).map((unit) => unit.id)
    const charge = own.length > 0 ? [{ role: 'leader-in-charge', units: own }] : []
    return person(at, { post: '副局长', unit: 'u-lead', roles: [...bodies, ...charge] })
  })
}

/** Roles of the first people of the first units. */
function rolesOf(unit: number, place: number): string[] {
  const head = place === 0 ? ['unit-head'] : []
  if (unit === 0) return place === 0 ? [...head, 'hosting-office'] : []
  if (unit === 1) return place < 3 ? [...head, 'assessment-office'] : []
  if (unit === 2) return place < 2 ? [...head, 'discipline-office', 'discipline-team'] : []
  return head
}

function memberOf(
  units: readonly { id: string }[],
  { at, number, seed }: { at: number; number: number; seed: string },
): Person {
  const index = at % units.length
  const place = Math.floor(at / units.length)
  const unit = units[index]?.id ?? ''
  const next = units[(index + 1) % units.length]?.id ?? ''
  const random = randomFrom(`${seed} ${number}`)
  const tier = place === 0 || random.chance(35) ? 'L1' : 'L2'
  const post = place === 0 ? '处长' : tier === 'L1' ? '副处长' : '科员'
  const roles = rolesOf(index, place)
  const chance = roles.length > 0 ? 100 : random.below(100)
  const stays = { tier, post, roles }
  if (chance < 5) return person(number, { ...stays, unit, from: day('2025-03-10') })
  if (chance < 10) return person(number, { ...stays, unit, to: day('2025-11-14') })
  if (chance >= 15) return person(number, { ...stays, unit })
  const memberships = [
    { unit, to: day('2025-06-30') },
    { unit: next, from: day('2025-07-01') },
  ]
  return person(number, { ...stays, memberships })
}

/** Writes the bureau into a folder of its own below `bureaus`, as KAOHE_BUREAUS has it; answers the folder. */
export function writeGenerated(bureaus: string, size: GeneratedSize): string {
  const roster = generatedBureau(size)
  const folder = join(bureaus, roster.bureau.id)
  mkdirSync(folder, { recursive: true })
  const { id, name } = roster.bureau
  const bureau = { id, name, group: `${name} ${id}`, schemes: ['wuhan-civil-servants'] }
  writeFileSync(join(folder, 'bureau.yaml'), stringify(bureau))
  writeFileSync(
    join(folder, 'roster.yaml'),
    stringify(roster, { defaultStringType: 'QUOTE_DOUBLE' }),
  )
  return folder
}
