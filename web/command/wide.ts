/** From here on the desk stands beside the map; the same width is in desk.css. */
export const WIDE = '(width >= 60rem)';
