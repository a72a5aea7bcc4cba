/** Words of the signups pages. */
export const signups = {}
