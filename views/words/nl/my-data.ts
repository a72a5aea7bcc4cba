/** Words of the my-data pages. */
export const myData = {}
