/** What the name of a field with somebody's score begins with; the assessee's id follows. */
export const scoreField = 'score_'
