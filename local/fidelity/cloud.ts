import {
  absent,
  differs,
  misses,
  partial,
  remark,
  works,
  type Behaviour,
  type Judgements,
} from './types'

/** Actions of the admin protocol beside `database.*`. */
export const ADMIN_ACTIONS: Judgements = {
  'functions.invokeFunction': remark(
    '`cloud.callFunction`; `qualifier` is ignored: one version is deployed',
  ),
  'storage.getUploadMetadata': remark(
    '`cloud.uploadFile`; no size limit; signatures are opaque keys, valid once and for 15 minutes',
  ),
  'storage.batchGetDownloadUrl': remark(
    '`cloud.getTempFileURL`, `cloud.downloadFile`; no range requests, no picture processing',
  ),
  'storage.batchDeleteFile': remark('`cloud.deleteFile`'),
  'wx.openApi': remark('`cloud.openapi.*`, `cloud.getOpenData`: protobuf in multipart'),
  'wx.api': partial('`cloud.callOpenAPI`; the SDK turns a refusal of the gateway into -501001'),
  'wx.wxPayApi': absent('`cloud.cloudPay`'),
  'wx.wxCallContainerApi': absent('`cloud.callContainer`'),
}

/** APIs behind `cloud.openapi`. Every other name answers -604100. */
export const OPENAPI: Judgements = {
  'subscribeMessage.send': remark(
    '40003, 40037 when templates are declared, 43101, 47003 with the field; no rate limit, no 41030',
  ),
  'security.msgSecCheck': partial(
    'version 2; a small word list in place of WeChat’s model; 40003, 40129, 43104, 44002, 47001, 61010',
  ),
  'updatableMessage.createActivityId': remark('an id lasts a day'),
  'updatableMessage.setUpdatableMsg': partial(
    'the card in the chat changes; nobody is reminded, and `path` opens nothing else',
  ),
}

const FUNCTIONS = 'test/functions/local-cloud/functions.test.ts'
const OPEN = 'test/functions/local-cloud/openapi.test.ts'
const TIMERS = 'test/functions/local-cloud/timers.test.ts'
const PACKAGES = 'test/functions/local-cloud/packages.test.ts'
const STORAGE = 'test/functions/local-cloud/storage.test.ts'
const ZONE = 'test/functions/local-cloud/time-zone.test.ts'

/** Functions, timers, storage and open data. */
export const CLOUD: readonly Behaviour[] = [
  works(
    'identity by `getWXContext`',
    [FUNCTIONS, 'knows who called'],
    'OPENID, APPID, ENV, SOURCE, CLIENTIP; no UNIONID',
  ),
  works('`event.userInfo`', [FUNCTIONS, 'whatever the client claims'], 'the client cannot set it'),
  works(
    '`wx.cloud.CloudID` in `data`',
    [OPEN, 'replaces CloudID fields of the client'],
    'top level, at most 5',
  ),
  works(
    'one call at a time per instance',
    [FUNCTIONS, 'never mix over concurrent calls'],
    '3 instances unless told otherwise, then calls wait',
  ),
  works(
    'cold starts and warm instances',
    [FUNCTIONS, 'start cold, visibly, and then stay warm'],
    'the idle ones go',
  ),
  works(
    'time-out',
    [FUNCTIONS, 'is stopped when the time of its config.json is over'],
    '3 s or `timeout` of config.json (the real console has its own setting); -504003',
  ),
  works(
    'uncaught error, `process.exit`',
    [FUNCTIONS, 'ends with the thread when an error is caught by nobody'],
    '-504002 with text and stack',
  ),
  works(
    'a function that is not there',
    [FUNCTIONS, 'says that a function does not exist'],
    '-501000',
  ),
  works(
    'size of results',
    [FUNCTIONS, 'refuses results that the mini program cannot receive'],
    '1 MB towards the mini program, -604001',
  ),
  works(
    'environment variables',
    [FUNCTIONS, 'sees the environment that the console gives'],
    'nothing of the developer’s shell',
  ),
  works(
    'modules by their path from the function’s root',
    [PACKAGES, 'finds its own modules by their path from its root'],
    '`NODE_PATH` and `USER_CODE_ROOT` name the function’s folder; layers (`/opt`) do not exist',
  ),
  works(
    'time zone',
    [ZONE, 'leaves the rest of the process in its own zone'],
    'UTC, whatever the machine’s',
  ),
  works(
    'permission in config.json',
    [OPEN, 'refuses an API that config.json does not permit'],
    '-604101 at once; WeChat caches a changed file for ten minutes',
  ),
  works('an API that nobody knows', [OPEN, 'does not know every API'], '-604100'),
  works(
    'source of a call',
    [OPEN, 'gives no open data and no openapi to a program that no call began'],
    '-604104',
  ),
  works(
    'timers of seven fields in UTC+8',
    [TIMERS, 'calls the function at its time, without a user'],
    'day and week together mean either; a wrong one stops the start',
  ),
  works('a timer while the cloud is off', [
    TIMERS,
    'does not make up for what fell into a time when the cloud was down',
  ]),
  works('URLs of files', [STORAGE, 'gives URLs that browsers can show until they expire']),
  differs(
    '`cloud.getOpenData`',
    'group data of `getGroupEnterInfo` and `getShareInfo` only; -601005, -601006, -601007 per entry',
  ),
  differs(
    'packages of a function',
    'the SDK of this repository (wx-server-sdk 4.0.2) where none is installed beside it; other packages have to be',
  ),
  differs(
    'memory',
    '`memorySize` of config.json (default 256 MB) bounds the JavaScript heap, not buffers',
  ),
  differs(
    'code left running after the answer',
    'goes on without an identity, where the platform freezes the instance',
  ),
  differs(
    'event of a timer',
    '`{Type, TriggerName, Time, Message}`, no OPENID; SOURCE is `wx_unknown`',
  ),
  differs('file system', 'nothing is read-only'),
  differs('`env`', 'one environment; its name is not checked'),
  differs(
    'error codes',
    'where SDK 4.0.2 loses a code (`errCode` -1, the name in `code`), it does so here as well',
  ),
  misses('`event.tcbContext`, `callback` as third argument'),
  misses('repeated attempts of a timer', 'a failed call is logged'),
  misses('signatures of requests', 'not checked; the server listens on 127.0.0.1'),
  misses('quotas, billing, limits by plan'),
]
