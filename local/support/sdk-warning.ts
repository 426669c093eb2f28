// The AWS SDK warns of Node.js 20, which may run this process but not Lambda's.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
