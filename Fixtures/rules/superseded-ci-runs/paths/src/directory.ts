export const directory = ["north", "south"];
