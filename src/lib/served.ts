/** Whether this is the build that a server serves: pages of classes are there. The static one has none of them. */
export const served: boolean = __SERVED__;
