import { isRefusal } from '../../base/refusal.js'
import type { PrintedBook } from '../../base/printed.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import type { PackToMake } from '../flow.js'
import { sendTemplate } from '../notices.js'
import { bookOf } from './book.js'
import type { ExportIntent } from './intents.js'
import { packPlanned } from './pack.js'
import { formAskedIn, formKey, planned } from './plan.js'

/** Names of what is made when it is sent. */
export const formTemplate = 'form'
export const packTemplate = 'replay-pack'

type Asked<V extends ExportIntent['verb']> = Extract<ExportIntent, { verb: V }>

/**
 * Sends a form to who asks for it; it is filled in when its turn comes, with access checked again.
 * @refuses {@link planned}
 */
export async function sendForm(ctx: Context, asked: Asked<'export.form'>): Promise<Outcome> {
  const plan = await planned(ctx, ctx.person, asked)
  if (isRefusal(plan)) return plan
  await sendTemplate(ctx, `${formTemplate}/${formKey(asked)}`)
  return done('form-sent', { form: plan.form.name })
}

/**
 * Sends the replay pack of a cycle's last publication.
 * @refuses {@link packPlanned}
 */
export async function sendPack(ctx: Context, { cycle }: Asked<'export.pack'>): Promise<Outcome> {
  const pack = await packPlanned(ctx, ctx.person, cycle)
  if (isRefusal(pack)) return pack
  await sendTemplate(ctx, `${packTemplate}/${cycle}`)
  return done('pack-sent', { name: pack.name })
}

/** A form as it is sent; null for who may not have it by then. */
export async function formMade(
  situation: Situation,
  person: string,
  key: string,
): Promise<PrintedBook | null> {
  const asked = formAskedIn(key)
  const plan = asked && (await planned(situation, person, asked))
  return plan === null || isRefusal(plan) ? null : bookOf(situation, plan)
}

/** The pack that is to be made; null for who may not have it by then. */
export async function packAsked(
  situation: Situation,
  person: string,
  key: string,
): Promise<PackToMake | null> {
  const pack = await packPlanned(situation, person, key)
  return isRefusal(pack) ? null : pack
}
