import { fileURLToPath } from 'node:url'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day } from '../../src/base/day.js'
import { silentLog } from '../../src/base/log.js'
import { packagePath } from '../../src/base/package-root.js'
import { runDue } from '../../src/app/run-jobs.js'
import type { BoundWork } from '../../src/binding/work.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { endings } from '../../src/desk/brought.js'
import { allJobs, broughtOf, slices } from '../../src/flows/all.js'
import { Bureaus } from '../../src/flows/bureau.js'
import { noRules } from '../../src/flows/jobs.js'
import { Folds } from '../../src/flows/folds.js'
import type { Person, Roster, RoleHeld, Unit } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { type Notice, nextDue } from '../../src/storage/outbox.js'
import { workRules } from '../leave/bureau.js'
import { testBureau } from '../report/bureau.js'
import { tempStorage } from '../storage/temp.js'

/** Where a scheme of one of them stands. */
export const schemeFolders: Readonly<Record<string, string>> = {
  'wuhan-civil-servants': packagePath('schemes', 'wuhan-civil-servants'),
  'hexi-office': fileURLToPath(new URL('hexi-office', import.meta.url)),
}

function scheme(id: string): Scheme {
  return must(readScheme(must(schemeFolders[id], id)).scheme, `${id} reads`)
}

const since = day('2025-01-01')

function person(
  id: string,
  of: { name: string; unit: string; tier: string | null },
  roles: readonly Omit<RoleHeld, 'from'>[] = [],
): Person {
  return {
    ...{ id, name: of.name, employeeNo: `no-${id}`, tier: of.tier, post: '', affiliated: false },
    memberships: [{ unit: of.unit, from: since }],
    roles: roles.map((role) => ({ ...role, from: since })),
  }
}

function roster(name: string, units: Unit[], people: Person[]): Roster {
  const tiers = { L1: '副处级及以上', L2: '主任科员及以下', sections: '全部科室' }
  return { bureau: { id: name, name }, tiers, roleNames: {}, units, people }
}

const leads = (unit: string) => ({ role: 'leader-in-charge', unit })
const heads = (unit: string) => ({ role: 'unit-head', unit })
const party = { role: 'party-group' }

/** People of 市科技局, under the rules of Wuhan. */
function first(): Roster {
  const leader = (id: string, name: string, roles: readonly Omit<RoleHeld, 'from'>[]) =>
    person(id, { name, unit: 'leaders', tier: null }, roles)
  const of =
    (unit: string, tier = 'L2') =>
    (id: string, name: string, roles: readonly Omit<RoleHeld, 'from'>[] = []) =>
      person(id, { name, unit, tier }, roles)
  const [plans, labs, politics] = [of('plans'), of('labs'), of('politics')]
  return roster(
    '市科技局',
    [
      { id: 'leaders', name: '局领导', kind: 'leadership', tier: 'L2' },
      { id: 'plans', name: '计划处', kind: 'business', tier: 'L2' },
      { id: 'labs', name: '平台处', kind: 'business', tier: 'L2' },
      { id: 'politics', name: '政治处', kind: 'general', tier: 'L2' },
    ],
    [
      leader('wu', '武开元', [{ role: 'principal-leader' }, party]),
      leader('chen', '陈望舒', [leads('plans'), leads('politics'), party]),
      leader('zheng', '郑怀瑾', [leads('labs'), party]),
      of('plans', 'L1')('li', '李向荣', [heads('plans')]),
      plans('zhang', '张可为'),
      plans('wang', '王映雪'),
      plans('sun', '孙慕白'),
      of('labs', 'L1')('gao', '高行健', [heads('labs')]),
      labs('qian', '钱知微'),
      labs('lu', '陆思齐'),
      of('politics', 'L1')('zhou', '周守拙', [heads('politics'), { role: 'assessment-office' }]),
      politics('dong', '董清和', [{ role: 'discipline-team' }, { role: 'hosting-office' }]),
    ],
  )
}

/** People of 区城管局, under the invented rules of 河西区. */
function second(): Roster {
  const of =
    (unit: string) =>
    (id: string, name: string, roles: readonly Omit<RoleHeld, 'from'>[] = []) =>
      person(id, { name, unit, tier: null }, roles)
  const top = of('top')
  const [streets, parks, archives] = [of('streets'), of('parks'), of('archives')]
  return roster(
    '区城管局',
    [
      { id: 'top', name: '班子', kind: 'leadership' },
      { id: 'streets', name: '市容科', kind: 'business', tier: 'sections' },
      { id: 'parks', name: '园林科', kind: 'business', tier: 'sections' },
      { id: 'archives', name: '档案科', kind: 'general', tier: 'sections' },
    ],
    [
      top('hu', '胡广平', [{ role: 'principal-leader' }]),
      top('lin', '林致远', ['streets', 'parks', 'archives'].map(leads)),
      streets('fang', '方敬亭', [heads('streets')]),
      streets('ren', '任秋水'),
      streets('tao', '陶然亭'),
      parks('pan', '潘岳峰', [heads('parks')]),
      parks('ge', '葛天青'),
      archives('peng', '彭书简', [heads('archives'), { role: 'information-office' }]),
      archives('wei', '魏留白', [{ role: 'assessment-office' }]),
    ],
  )
}

/**
 * What makes facts count, and what tells who stands in, is run on every day; all jobs would cost more than the whole year, and are run
 * as quarters begin.
 */
const daily = new Set(['effective-facts', 'post-morning'])

/** Two bureaus that live at once in one database, each under its own work rules and scheme, at a clock that stands. */
export async function openTwo() {
  const clock = new OffsetClock()
  const { storage, close } = await tempStorage({ clock })
  const calendar = openCalendar()
  const plans = {
    keji: { scheme: scheme('wuhan-civil-servants'), roster: first(), work: workRules('wuhan') },
    chengguan: { scheme: scheme('hexi-office'), roster: second(), work: hexi() },
  }
  const ids = ['keji', 'chengguan'] as const
  const known = (id: string) => {
    const plan = plans[id as (typeof ids)[number]]
    if (!plan) return null
    const schemes = new Map([[plan.scheme.id, plan.scheme]])
    return { schemes, calendar, leavesOut: new Map(), work: plan.work, informationToGroup: false }
  }
  const bureaus = new Bureaus({ known, folds: new Folds(slices), clock })
  const open = (id: (typeof ids)[number]) =>
    testBureau(
      {
        ...{ clock, storage, ...plans[id], bureaus },
        informationToGroup: false,
        more: [],
        known: [],
      },
      id,
    )
  const keji = await open('keji')
  const chengguan = await open('chengguan')
  const ending = endings({ bureaus })
  return {
    keji,
    chengguan,
    plans,
    close,
    /** What is due in both by now, as the worker does it: all of it, or what alone changes figures. */
    async jobs(all: boolean): Promise<void> {
      const jobs = all ? allJobs : allJobs.filter(({ name }) => daily.has(name))
      const failing = await runDue(
        {
          ...{ storage, bureaus, clock, jobs, log: silentLog, served: () => ids },
          calendars: { of: () => calendar, revision: () => 0 },
          rules: (id) => ({ ...noRules, work: known(id)?.work ?? null }),
        },
        clock.now(),
      )
      if (failing.length > 0) throw new Error(JSON.stringify(failing))
    },
    /** The platform brings what waits, with what follows from it; answers what it was. */
    async deliver(): Promise<Notice[]> {
      const all: Notice[] = []
      for (;;) {
        const due = await nextDue(storage.read, clock.now(), 1_000)
        if (due.length === 0) return all
        for (const notice of due) {
          if (notice.op !== 'send' || !broughtOf(notice.cardKind)) continue
          await storage.transact('work', (tx) => ending(tx, notice, { kind: 'delivered' }))
        }
        const ids = due.map((notice) => notice.id)
        await storage.transact('work', (tx) =>
          tx.client.notice.updateMany({ where: { id: { in: ids } }, data: { state: 'dropped' } }),
        )
        all.push(...due)
      }
    },
  }
}

export type Two = Awaited<ReturnType<typeof openTwo>>

/** The invented rules, with no roles but their own. */
function hexi(): BoundWork {
  return { ...workRules('hexi-district'), binds: new Map() }
}
