/**
 * Card JSON 2.0 as data (feishu.md 8): which properties each component and each inner object has.
 * A kind says what a property holds; a final `!` says that it must be there.
 *
 * Plain values (values.ts):
 * - `string`, `number`, `boolean`, `strings` (a list of texts), `any`
 * - `one:a|b` one of these texts, `of:1|2` one of these numbers
 * - `int:1-5` a whole number, `number:0-1` any number; without an end there is no limit
 * - `margin`, `padding` one, two or four lengths; `spacing` a word or a length
 * - `size:fill|auto:16-999` one of these words or a length in this range (`%` after it: or a share)
 * - `pair:large|tiny:1-1000` one of these words or two lengths
 * - `radius` a length or a share; `color`, `color:laser` a colour's name or one of these words
 * - `date`, `time`, `datetime`
 *
 * Objects (shape-check.ts):
 * - `text:plain_text|lark_md` a text node with one of these tags; `title:` its content may be missing;
 *   `tips:` all of it may be missing
 * - `elements` a list of components; `columns` a list of `column`; `buttons` a list of `button`
 * - `icon` a standard or custom icon
 * - `@name` an object of `shapes`, `@name?` it may be empty; `@name[]` a list of them
 * - `map:KIND` an object of any keys that holds this kind under each
 */
export type Properties = Readonly<Record<string, string>>
