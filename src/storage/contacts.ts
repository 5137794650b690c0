import { jsonOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import type { Contact as Row } from './generated/client.js'

/** A person as the platform's address book knows them. */
export interface Contact {
  bureau: string
  openId: string
  userId: string | null
  employeeNo: string | null
  name: string
  departmentIds: string[]
  /** False once resigned or out of the app's reach. */
  active: boolean
}

/** Writes a bureau's contacts, each in place of what was known under its open id; what is known already is left. */
export async function putContacts(
  tx: Tx,
  bureau: string,
  contacts: readonly Omit<Contact, 'bureau'>[],
): Promise<void> {
  const known = new Map((await listContacts(tx, bureau)).map((one) => [one.openId, textOf(one)]))
  for (const contact of contacts) {
    if (known.get(contact.openId) === textOf(contact)) continue
    const { openId, userId, employeeNo, name, departmentIds, active } = contact
    const data = { userId, employeeNo, name, departmentIds, active }
    await tx.client.contact.upsert({
      where: { bureau_openId: { bureau, openId } },
      create: { bureau, openId, ...data },
      update: data,
    })
  }
}

function textOf({ userId, employeeNo, name, departmentIds, active }: Omit<Contact, 'bureau'>) {
  return JSON.stringify([userId, employeeNo, name, departmentIds, active])
}

/** Who has this open id, or null. */
export async function findContact(db: Db, bureau: string, openId: string): Promise<Contact | null> {
  const row = await db.client.contact.findUnique({ where: { bureau_openId: { bureau, openId } } })
  return row && contactOf(row)
}

/** A bureau's contacts, resigned ones too, by open id. */
export async function listContacts(db: Db, bureau: string): Promise<Contact[]> {
  const rows = await db.client.contact.findMany({ where: { bureau }, orderBy: { openId: 'asc' } })
  return rows.map(contactOf)
}

function contactOf(row: Row): Contact {
  const { bureau, openId, userId, employeeNo, name, active } = row
  const ids = jsonOfColumn(row.departmentIds)
  const departmentIds = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  return { bureau, openId, userId, employeeNo, name, departmentIds, active }
}
