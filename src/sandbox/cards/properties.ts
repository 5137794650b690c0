/**
 * Card JSON 2.0 as data (feishu.md 8): which properties each component and each inner object has.
 * A kind says what a property holds; a final `!` says that it must be there.
 *
 * - `string`, `number`, `boolean`, `any`
 * - `one:a|b` one of these texts
 * - `text:plain_text|lark_md` a text node with one of these tags
 * - `elements` a list of components; `columns` a list of `column`
 * - `icon` a standard or custom icon
 * - `@name` an object of `shapes`; `@name[]` a list of them
 */
export type Properties = Readonly<Record<string, string>>
