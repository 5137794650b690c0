/** What the name of a field with somebody's score or level begins with; the assessee's id follows. */
export const scoreField = 'score_'
/** The same of the field with the reason for it. */
export const remarkField = 'remark_'
