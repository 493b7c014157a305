// Stands in for the package `server-only`, whose only job is to fail outside of Next's server build.
export {};
