/** Words of the answers pages. */
export const answers = {}
