import { action } from '../access.js'

/** Who votes follows from the scheme and is fixed when a vote is opened; who opens and ends one does not. */
export const manageVotes = action('vote.manage', '组织民主测评', ['assessment-office', 'bureau'])
