import type { Api, Call } from './api.js'
import { ApiError } from './api-error.js'
import { userStatus } from './events.js'
import type { Department, Person } from './model.js'
import { pageOf } from './paging.js'
import { departmentInScope, inContactScope } from './posting.js'
import { textsOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'
import { grantedScopes } from './token-check.js'
import { personId } from './world.js'

const departmentScopes = [
  'contact:contact.base:readonly',
  'contact:department.organize:readonly',
  'contact:department.base:readonly',
]
const userScopes = ['contact:contact.base:readonly', 'contact:user.base:readonly']

/** Departments, users and the contact scope (feishu.md 7). */
export const contactApis: readonly Api[] = [
  {
    name: 'departments.children',
    method: 'get',
    path: '/open-apis/contact/v3/departments/:id/children',
    scopes: departmentScopes,
    handle: (call) => {
      const { sandbox } = call
      const root = departmentOf(call, call.path.id)
      const all = childrenOf(sandbox, root, call.query('fetch_child') === 'true')
      return pageOf(
        call,
        all.map((one) => departmentItem(call, one)),
        listRules,
      )
    },
  },
  {
    name: 'departments.batch',
    method: 'get',
    path: '/open-apis/contact/v3/departments/batch',
    scopes: departmentScopes,
    handle: (call) => {
      const ids = call.queries('department_ids')
      if (ids.length === 0 || ids.length > 50) throw badParameter('department_ids')
      return {
        items: ids.flatMap((id) => {
          const found = findDepartment(call, id)
          return found && departmentInScope(call.sandbox, found.id)
            ? [departmentItem(call, found)]
            : []
        }),
      }
    },
  },
  {
    name: 'departments.parent',
    method: 'get',
    path: '/open-apis/contact/v3/departments/parent',
    scopes: departmentScopes,
    handle: (call) => {
      const { world } = call.sandbox
      const found = findDepartment(call, call.query('department_id') ?? '')
      if (!found) throw noDepartment()
      const above: Department[] = []
      for (let at = world.department(found.parent); at; at = world.department(at.parent)) {
        if (departmentInScope(call.sandbox, at.id)) above.push(at)
      }
      return pageOf(
        call,
        above.map((one) => departmentItem(call, one)),
        listRules,
      )
    },
  },
  {
    name: 'departments.get',
    method: 'get',
    path: '/open-apis/contact/v3/departments/:id',
    scopes: departmentScopes,
    handle: (call) => {
      const found = findDepartment(call, call.path.id ?? '')
      if (!found) throw noDepartment()
      if (!departmentInScope(call.sandbox, found.id)) throw noAuthority()
      return { department: departmentItem(call, found) }
    },
  },
  {
    name: 'users.find_by_department',
    method: 'get',
    path: '/open-apis/contact/v3/users/find_by_department',
    scopes: userScopes,
    handle: (call) => {
      const root = departmentOf(call, call.query('department_id'))
      const people = call.sandbox.world.core.people.filter(
        (person) =>
          !person.resigned &&
          (person.departments.length === 0 ? root === '0' : person.departments.includes(root)),
      )
      return pageOf(
        call,
        people.map((person) => userItem(call, person)),
        listRules,
      )
    },
  },
  {
    name: 'users.batch',
    method: 'get',
    path: '/open-apis/contact/v3/users/batch',
    scopes: userScopes,
    handle: (call) => {
      const ids = call.queries('user_ids')
      if (ids.length === 0 || ids.length > 50) throw badParameter('user_ids')
      return {
        items: ids.flatMap((id) => {
          const person = call.sandbox.world.personBy(userIdType(call), id)
          return person && inContactScope(call.sandbox, person) ? [userItem(call, person)] : []
        }),
      }
    },
  },
  {
    name: 'users.batch_get_id',
    method: 'post',
    path: '/open-apis/contact/v3/users/batch_get_id',
    scopes: ['contact:user.id:readonly'],
    handle: (call) => {
      const emails = textsOf(call.body, 'emails') ?? []
      const mobiles = textsOf(call.body, 'mobiles') ?? []
      if (emails.length > 50 || mobiles.length > 50) throw badParameter('emails, mobiles')
      return {
        user_list: [
          ...emails.map((email) => ({ email })),
          ...mobiles.map((mobile) => ({ mobile })),
        ],
      }
    },
  },
  {
    name: 'users.get',
    method: 'get',
    path: '/open-apis/contact/v3/users/:id',
    scopes: userScopes,
    handle: (call) => {
      const person = call.sandbox.world.personBy(userIdType(call), call.path.id ?? '')
      if (!person) throw new ApiError(400, 41012, 'user id invalid error')
      if (!inContactScope(call.sandbox, person)) {
        throw new ApiError(400, 41050, 'no user authority error')
      }
      return { user: userItem(call, person) }
    },
  },
  {
    name: 'custom_attrs.list',
    method: 'get',
    path: '/open-apis/contact/v3/custom_attrs',
    scopes: ['contact:contact.base:readonly'],
    handle: (call) => pageOf(call, [], { ...listRules, size: 20, max: 100 }),
  },
  {
    name: 'scopes.list',
    method: 'get',
    path: '/open-apis/contact/v3/scopes',
    scopes: ['contact:contact.base:readonly'],
    handle: listScope,
  },
]

const listRules = {
  size: 10,
  max: 50,
  fail: (what: 'size' | 'token') =>
    what === 'size'
      ? new ApiError(400, 40011, 'page size is invalid error')
      : new ApiError(400, 40012, 'page token is invalid error'),
}

function badParameter(name: string): ApiError {
  return new ApiError(400, 40001, `param error: ${name}`)
}

function noDepartment(): ApiError {
  return new ApiError(400, 40015, 'no such department')
}

function noAuthority(): ApiError {
  return new ApiError(403, 40004, 'no dept authority error')
}

function userIdType(call: Call): string {
  const kind = call.query('user_id_type') ?? 'open_id'
  if (!['open_id', 'union_id', 'user_id'].includes(kind)) throw badParameter('user_id_type')
  return kind
}

function findDepartment(call: Call, id: string): Department | undefined {
  const kind = call.query('department_id_type') ?? 'open_department_id'
  return call.sandbox.world.core.departments.find((one) =>
    kind === 'department_id' ? one.id === id : one.openId === id,
  )
}

/** The `id` of the department that a list is about, `0` for the root; checks the contact scope. */
function departmentOf(call: Call, id: string | undefined): string {
  if (id === undefined || id === '') throw badParameter('department_id')
  if (id === '0') {
    if (call.sandbox.world.core.app.contactScope !== null) {
      throw new ApiError(403, 40014, 'no parent dept authority error')
    }
    return '0'
  }
  const found = findDepartment(call, id)
  if (!found) throw noDepartment()
  if (!departmentInScope(call.sandbox, found.id)) throw noAuthority()
  return found.id
}

function childrenOf(sandbox: Sandbox, parent: string, deep: boolean): Department[] {
  const direct = sandbox.world.core.departments.filter((one) => one.parent === parent)
  return deep ? direct.flatMap((one) => [one, ...childrenOf(sandbox, one.id, true)]) : direct
}

function departmentItem(call: Call, department: Department): unknown {
  const { core } = call.sandbox.world
  const inside = new Set([
    department.id,
    ...childrenOf(call.sandbox, department.id, true).map((one) => one.id),
  ])
  const members = core.people.filter(
    (person) => !person.resigned && person.departments.some((id) => inside.has(id)),
  )
  const parent = call.sandbox.world.department(department.parent)
  const openId = (call.query('department_id_type') ?? 'open_department_id') !== 'department_id'
  return {
    name: department.name,
    i18n_name: { zh_cn: department.name, ja_jp: '', en_us: '' },
    parent_department_id: parent ? (openId ? parent.openId : parent.id) : '0',
    department_id: department.id,
    open_department_id: department.openId,
    order: String(core.departments.indexOf(department) + 1),
    unit_ids: [],
    member_count: members.length,
    status: { is_deleted: false },
  }
}

function userItem(call: Call, person: Person): unknown {
  const granted = grantedScopes(call.sandbox)
  const openId = (call.query('department_id_type') ?? 'open_department_id') !== 'department_id'
  const departments = person.departments.map((id) =>
    openId ? (call.sandbox.world.department(id)?.openId ?? id) : id,
  )
  return {
    open_id: person.openId,
    union_id: person.unionId,
    ...(granted.includes('contact:user.employee_id:readonly') ? { user_id: person.userId } : {}),
    name: person.name,
    en_name: '',
    avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
    status: userStatus(person),
    ...(granted.includes('contact:user.department:readonly')
      ? {
          department_ids: departments,
          orders: departments.map((id, index) => ({
            department_id: id,
            user_order: 0,
            department_order: departments.length - index,
            is_primary_dept: index === 0,
          })),
        }
      : {}),
    ...(granted.includes('contact:user.employee:readonly')
      ? {
          job_title: person.title,
          employee_no: person.employeeNo,
          employee_type: 1,
          join_time: Math.floor(person.joinTime / 1_000),
          is_tenant_manager: false,
        }
      : {}),
  }
}

function listScope(call: Call): unknown {
  const { core } = call.sandbox.world
  const scope = core.app.contactScope
  const users = (
    scope?.users ??
    core.people.filter((one) => one.departments.length === 0).map((one) => one.openId)
  )
    .flatMap((openId) => call.sandbox.world.person(openId) ?? [])
    .flatMap((person) => personId(person, userIdType(call)) ?? [])
  const departments = core.departments
    .filter((one) =>
      scope === null
        ? one.parent === '0'
        : scope.departments.includes(one.id) || scope.departments.includes(one.openId),
    )
    .map((one) => (call.query('department_id_type') === 'department_id' ? one.id : one.openId))
  const all = [
    ...users.map((id) => ({ kind: 'user', id })),
    ...departments.map((id) => ({ kind: 'department', id })),
  ]
  const { items, ...rest } = pageOf(call, all, { ...listRules, size: 50, max: 100 })
  const ids = (kind: string): string[] =>
    items.filter((item) => item.kind === kind).map((item) => item.id)
  return { department_ids: ids('department'), user_ids: ids('user'), group_ids: [], ...rest }
}
