/** How fields of a sheet are named: before the id of an option, or of an assessee. */
export const pickField = 'pick_'
export const figureField = 'figure_'
