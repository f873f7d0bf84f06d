export const settings = { classifierModel: process.env.CLASSIFIER_MODEL! };
