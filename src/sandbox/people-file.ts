import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Id = z.string().min(1)

const File = z.strictObject({
  tenant: z.strictObject({ name: z.string(), about: z.string().optional() }),
  bot: z.strictObject({ name: z.string() }),
  app: z
    .strictObject({ appId: z.string().optional(), appSecret: z.string().optional() })
    .optional(),
  departments: z.array(z.strictObject({ id: Id, name: z.string(), parent: z.string().optional() })),
  people: z.array(
    z.strictObject({
      openId: z.string().optional(),
      userId: Id,
      employeeNo: z.string(),
      name: z.string(),
      title: z.string().optional(),
      duties: z.array(z.string()).optional(),
      departments: z.array(Id),
    }),
  ),
  groups: z.array(
    z.strictObject({
      chatId: z.string().optional(),
      name: z.string(),
      members: z.union([z.literal('all'), z.array(Id)]),
    }),
  ),
})

/** A people file; the format stands in the README. */
export interface PeopleFile {
  tenant: { name: string; about?: string | undefined }
  bot: { name: string }
  app?: { appId?: string | undefined; appSecret?: string | undefined } | undefined
  departments: { id: string; name: string; parent?: string | undefined }[]
  people: {
    openId?: string | undefined
    userId: string
    employeeNo: string
    name: string
    title?: string | undefined
    duties?: string[] | undefined
    departments: string[]
  }[]
  groups: { chatId?: string | undefined; name: string; members: string[] | 'all' }[]
}

/** Why a people file can't be used. The message is for people. */
export class BadPeopleFile extends Error {}

/** Reads and checks a people file: shape, double ids, names of departments and members. */
export function readPeopleFile(path: string): PeopleFile {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new BadPeopleFile(`读不到人员文件 ${path}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadPeopleFile(`人员文件 ${path} 不是 JSON：${String(error)}`)
  }
  return checkPeople(value, path)
}

/** Checks the content of a people file; throws {@link BadPeopleFile}. */
export function checkPeople(value: unknown, path = '人员文件'): PeopleFile {
  const read = File.safeParse(value)
  if (!read.success) throw new BadPeopleFile(`${path}：${z.prettifyError(read.error)}`)
  const { departments, people, groups } = read.data
  const unique = (ids: string[], what: string): Set<string> => {
    const seen = new Set<string>()
    for (const id of ids) {
      if (seen.has(id)) throw new BadPeopleFile(`${path}：${what} ${id} 重复`)
      seen.add(id)
    }
    return seen
  }
  const known = unique(
    departments.map((department) => department.id),
    '部门',
  )
  const users = unique(
    people.map((person) => person.userId),
    '人员',
  )
  const wanted = [
    ...departments.flatMap((department) => department.parent ?? []),
    ...people.flatMap((person) => person.departments),
  ].filter((id) => id !== '0')
  const missing = wanted.find((id) => !known.has(id))
  if (missing !== undefined) throw new BadPeopleFile(`${path}：没有部门 ${missing}`)
  const stranger = groups
    .flatMap((group) => (group.members === 'all' ? [] : group.members))
    .find((id) => !users.has(id))
  if (stranger !== undefined) throw new BadPeopleFile(`${path}：没有人员 ${stranger}`)
  return read.data
}

/** A small bureau for a sandbox that starts without a file. */
export const defaultPeople: PeopleFile = {
  tenant: { name: '示例局' },
  bot: { name: '考核助手' },
  departments: [
    { id: 'office', name: '办公室' },
    { id: 'business', name: '业务科' },
    { id: 'archive', name: '档案组', parent: 'office' },
  ],
  people: [
    {
      userId: 'u01',
      employeeNo: '1001',
      name: '江一帆',
      title: '主任',
      duties: ['考核办'],
      departments: ['office'],
    },
    { userId: 'u02', employeeNo: '1002', name: '陆知秋', title: '科员', departments: ['office'] },
    { userId: 'u03', employeeNo: '1003', name: '沈望舒', title: '科长', departments: ['business'] },
    { userId: 'u04', employeeNo: '1004', name: '顾南枝', title: '科员', departments: ['business'] },
    { userId: 'u05', employeeNo: '1005', name: '白景行', title: '组员', departments: ['archive'] },
  ],
  groups: [
    { name: '全局通知', members: 'all' },
    { name: '业务科', members: ['u03', 'u04'] },
  ],
}
