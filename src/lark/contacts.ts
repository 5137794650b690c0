import { z } from 'zod'
import type { LarkClient } from './client.js'
import { LarkFailure } from './failure.js'

/** A department of the directory (feishu.md 7.1). */
export interface ContactDepartment {
  /** `od-…`; the root is '0'. */
  departmentId: string
  name: string
  parentId: string
}

/** A person of the directory (7.2). */
export interface ContactPerson {
  openId: string
  userId: string | null
  employeeNo: string | null
  name: string
  departmentIds: string[]
  /** Activated, not frozen, not resigned. */
  active: boolean
}

/** The directory as the app may see it. */
export interface Contacts {
  people: ContactPerson[]
  departments: ContactDepartment[]
}

const departmentItem = z.object({
  open_department_id: z.string().min(1),
  name: z.string(),
  parent_department_id: z.string().default('0'),
  status: z.object({ is_deleted: z.boolean().optional() }).nullish(),
})

const personItem = z.object({
  open_id: z.string().min(1),
  user_id: z.string().optional(),
  employee_no: z.string().optional(),
  name: z.string().default(''),
  department_ids: z.array(z.string()).nullish(),
  status: z
    .object({
      is_activated: z.boolean().optional(),
      is_frozen: z.boolean().optional(),
      is_resigned: z.boolean().optional(),
      is_exited: z.boolean().optional(),
    })
    .nullish(),
})

const rootId = '0'
/** No such person, or not within the app's contact scope (7.2, 1.3). */
const unseenCodes = new Set([41012, 41050, 99992351])
const idTypes = { department_id_type: 'open_department_id', user_id_type: 'open_id' }

/**
 * The whole directory: departments below the root, then the people of each, page by page. All or
 * nothing: throws the first LarkFailure, so that a broken listing never looks like people who left.
 * Needs the contact scope of all staff. Some 3 + departments × (pages of 50) calls, one after another.
 */
export async function syncContacts(client: LarkClient): Promise<Contacts> {
  const listed = await client.list(
    `/open-apis/contact/v3/departments/${rootId}/children`,
    { ...idTypes, fetch_child: 'true', page_size: '50' },
    departmentItem,
  )
  const departments = listed
    .filter((d) => d.status?.is_deleted !== true)
    .map((d) => ({
      departmentId: d.open_department_id,
      name: d.name,
      parentId: d.parent_department_id,
    }))
  const people = new Map<string, ContactPerson>()
  for (const departmentId of [rootId, ...departments.map((d) => d.departmentId)]) {
    for (const person of await peopleOf(client, departmentId)) people.set(person.openId, person)
  }
  return { people: [...people.values()], departments }
}

/**
 * One person anew, as events ask for (4.2: they leave fields out); null when the app may not see them
 * any more or nobody has the id. One call. Throws LarkFailure.
 */
export async function readContact(
  client: LarkClient,
  openId: string,
): Promise<ContactPerson | null> {
  try {
    const path = `/open-apis/contact/v3/users/${encodeURIComponent(openId)}`
    const { user } = await client.read(path, idTypes, z.object({ user: personItem }))
    return personOf(user, [])
  } catch (thrown) {
    if (thrown instanceof LarkFailure && unseenCodes.has(thrown.code)) return null
    throw thrown
  }
}

async function peopleOf(client: LarkClient, departmentId: string): Promise<ContactPerson[]> {
  const items = await client.list(
    '/open-apis/contact/v3/users/find_by_department',
    { ...idTypes, department_id: departmentId, page_size: '50' },
    personItem,
  )
  return items.map((item) => personOf(item, [departmentId]))
}

function personOf(item: z.infer<typeof personItem>, departmentIds: string[]): ContactPerson {
  return {
    openId: item.open_id,
    userId: item.user_id ?? null,
    employeeNo: item.employee_no ?? null,
    name: item.name,
    departmentIds: item.department_ids ?? departmentIds,
    active:
      item.status?.is_activated !== false &&
      item.status?.is_frozen !== true &&
      item.status?.is_resigned !== true &&
      item.status?.is_exited !== true,
  }
}
