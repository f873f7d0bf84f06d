export const withPolicy = (options: any, label: string) => ({ ...options, system: `${options.system}\n[${label}]` });
