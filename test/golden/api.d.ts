export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this looks at, and what may be done */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every monitor now, and one sentence for all of them
         * @description Read at most every 10 s, whoever asks: `at` says when.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/strips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hours or days of some monitors at a glance
         * @description The last `count` hours or days, the one that holds now included; at most 50000 cells.
         */
        get: operations["getStrips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every monitor: its definition, and how it is now
         * @description By their ids. What in a definition may be a password is not shown.
         */
        get: operations["listMonitors"];
        put?: never;
        /** Add a monitor */
        post: operations["createMonitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One monitor: its definition, how it is now, and a sentence on it */
        get: operations["getMonitor"];
        /**
         * Replace the definition of a monitor
         * @description Fields that are left out have their defaults again; so a pause and maintenance windows end too.
         */
        put: operations["replaceMonitor"];
        post?: never;
        /** Remove a monitor; its results stay */
        delete: operations["removeMonitor"];
        options?: never;
        head?: never;
        /**
         * Change fields of the definition of a monitor
         * @description The body is a JSON merge patch (RFC 7396).
         */
        patch: operations["patchMonitor"];
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pause a monitor: its scheduled runs are left out
         * @description Also a monitor of the stack file.
         */
        put: operations["pauseMonitor"];
        post?: never;
        /** Resume a monitor */
        delete: operations["resumeMonitor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/validations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Every mistake of one or many definitions; nothing is written
         * @description Paths are those of one definition, as `mailbox.server`, or of the list, as `definitions[2].mailbox.server`.
         */
        post: operations["validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write many definitions into the table
         * @description With a mistake in any of them nothing is written. Monitors that are not named stay; so do pauses and maintenance windows of which a definition says nothing. Where it stops halfway, the same import goes on.
         */
        post: operations["importMonitors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What part of the runs were OK, by hour, day or month, by location and by reason
         * @description Without `from`, of the 30 days before `to`; 400 days at most, by hour 92.
         */
        get: operations["getAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/round-trips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Round-trip times: run by run, or in columns where there are many
         * @description Of scheduled runs outside of maintenance. `kind: runs` has one point for each run, `kind: columns` a histogram for each hour, or day where the span is longer than 31 days. Failures are told one by one in both. Without `from`, of the 24 hours before `to`; 400 days at most.
         */
        get: operations["getRoundTrips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The runs of a monitor, newest first
         * @description Runs belong to the time at which they were scheduled; without `from`, the 400 days before `to`. `failed=true` selects what availability counts as failed.
         */
        get: operations["listRuns"];
        put?: never;
        /**
         * Make a run of a monitor now, where it runs
         * @description It is stored and listed, and counts for no incident, alert or availability. One at a time: while one is under way, whoever asks is answered that one. Who may only look may ask too, for one a monitor a minute and ten an hour, unless the setting `viewersMayTest` is `false`.
         */
        post: operations["startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run: its result, advice, neighbours, recheck, the last good run before it, incident, and alerts */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/runs/{run}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a run goes: its state, and what was said since the last look
         * @description Asked at most once a second, until `state` is `done` or `not-started`.
         */
        get: operations["getProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors/{monitorId}/runs/{run}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The diagnostic log of a run, as JSON, or as a report to send to a mail provider
         * @description What was said to both servers, and what they answered. Passwords are hidden in it. Logs are kept for 30 days, those of failed runs for 180. The report, as text or as one HTML file, has both dialogues with their times, the ids of the message, and the last good run beside it.
         */
        get: operations["getRunLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make one run of a definition that is not saved
         * @description It is kept for an hour, listed nowhere, and counts for nothing. Only passwords that are stored for the hosts of the definition are sent. Paths of mistakes are those of the definition, as `mailbox.server`.
         */
        post: operations["startTrial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trials/{trialId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the run of a definition that is not saved goes
         * @description Asked at most once a second, until `state` is `done`, `interrupted` or `not-started`.
         */
        get: operations["getTrial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times in which monitors were down: those open first, then the newest
         * @description Those that were open at any time in `month`; without it, of `monitor` those of the last year, and of all monitors those of this month.
         */
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{monitorId}/{openedAt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One incident, and its story in order */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{monitorId}/{openedAt}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Acknowledge an open incident: its repeats stop, and the recovery is told still
         * @description Acknowledged again, it has the later note.
         */
        put: operations["acknowledgeIncident"];
        post?: never;
        /** Take an acknowledgement back: repeats go on */
        delete: operations["withdrawAcknowledgement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts that were sent, newest first
         * @description Without `from`, those of the 7 days before `to`.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test alert
         * @description Whoever publishes alerts publishes it, within some minutes. It is no news of the monitor.
         */
        post: operations["testAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The topics that alerts are sent to, and their subscriptions
         * @description As far as they are known here.
         */
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where monitors run: home, and every location that was deployed
         * @description How many monitors are expected from each, when it was last heard from, and what lies in its queues.
         */
        get: operations["listLocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Maintenance windows of monitors, then those of tags */
        get: operations["listWindows"];
        put?: never;
        /**
         * Add a maintenance window to monitors, or to every monitor with a tag
         * @description Also to monitors of the stack file. One that is there already is answered as it stands.
         */
        post: operations["addWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a maintenance window */
        delete: operations["removeWindow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/month": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a month came to: for all monitors and each, by location, by hour of day, and its incidents
         * @description The month is that of the setting `reportZone`, whoever asks. Runs in maintenance, inconclusive ones and those that skipped a refused login are left out; a failure that an immediate second run did not confirm is OK.
         */
        get: operations["getMonthReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The secrets that are stored or that monitors name, with the hosts that they are sent to
         * @description By name and kind: nothing of what is stored is answered. Of a stack, those that no monitor names are listed where the credentials that the API runs with may list them.
         */
        get: operations["listSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store a password or an OAuth2 grant, for the hosts that it may be sent to
         * @description No run sends it to another host. The next run uses it.
         */
        put: operations["setSecret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the demo mail server lose its next message
         * @description In local mode, as long as its file has no monitor but the demo.
         */
        post: operations["makeFault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Definition: {
            monitorId: string;
            name?: string;
            note?: string;
            /** @default true */
            enabled?: boolean;
            emailAddress: string;
            mailbox: {
                server: string;
                userid: string;
                password?: string;
                grant?: string;
                /** @enum {unknown} */
                auth?: "password" | "oauth2";
                /** @enum {unknown} */
                tls?: "required" | "opportunistic" | "none";
                /** @default true */
                verify?: boolean;
                /** @default 0 */
                secondsBetweenLogins?: number;
                folder?: string;
                /** @enum {unknown} */
                junk?: "failed" | "ok" | "off";
                junkServer?: string;
            };
            smtp?: {
                server?: string;
                from?: string;
                heloName?: string;
                userid?: string;
                password?: string;
                grant?: string;
                /** @enum {unknown} */
                auth?: "password" | "oauth2";
                /** @enum {unknown} */
                tls?: "required" | "opportunistic" | "none";
                verify?: boolean;
            };
            /** @default 300 */
            timeoutSeconds?: number;
            /** @default 10 */
            intervalMinutes?: number;
            slow?: {
                roundTrip?: number;
                transit?: number;
                smtp?: {
                    resolve?: number;
                    connect?: number;
                    greeting?: number;
                    tls?: number;
                    auth?: number;
                    submit?: number;
                };
                mailbox?: {
                    resolve?: number;
                    connect?: number;
                    greeting?: number;
                    tls?: number;
                    auth?: number;
                    search?: number;
                    retrieve?: number;
                    delete?: number;
                };
            };
            locations?: string[];
            /**
             * @default all
             * @enum {unknown}
             */
            locationMode?: "all" | "rotate";
            locationsPerRun?: number;
            alerts?: {
                /** @default true */
                onError?: boolean;
                /** @default 1 */
                afterFailures?: number;
                /** @default 1 */
                minLocations?: number;
                /** @enum {unknown} */
                verify?: true | "elsewhere" | false | "off";
                repeatMinutes?: number | (0 | "never");
                maxAlerts?: number;
                /** @default true */
                onRecovery?: boolean;
                onSlow?: number | (false | 0);
                /** @default alerts */
                topic?: string;
            }[];
            /** @default [] */
            tags?: string[];
            pausedUntil?: string;
            /** @default [] */
            maintenance?: {
                start: string;
                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                durationMinutes: number;
                zone: string;
                /**
                 * @default mute
                 * @enum {unknown}
                 */
                mode?: "mute" | "pause";
                note?: string;
            }[];
        };
        Problem: {
            /** @description `urn:roundtrip:problem:` and the kind of problem. */
            type: string;
            title: string;
            status: number;
            /** @description One sentence for people, with what to do. */
            detail?: string;
            /** @description With `changed-meanwhile`: the monitor as it is written now. Its ETag is a header of the answer. */
            current?: {
                [key: string]: unknown;
            };
            problems?: {
                /** @description The field, as `mailbox.server`; empty: the whole. */
                path: string;
                message: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "local" | "stack";
                        place: string;
                        version: string;
                        /** @enum {string} */
                        may: "view" | "operate" | "administer";
                        /** @description Whether runs may be asked for; who only looks has limits: one a monitor a minute, ten an hour. */
                        mayTest: boolean;
                        /** @description The time zone of reports, an IANA name. */
                        zone: string;
                        /** @description Where runs are made when asked for, the usual one first; none: nobody makes them. */
                        locations: string[];
                        /**
                         * @description Whether an alert would be sent to anybody: to a subscriber that is confirmed.
                         * @enum {string}
                         */
                        alerted: "somebody" | "nobody" | "unknown";
                        /** @description Who sends for monitors that leave `smtp` out; absent: each must name a server. */
                        builtInSender?: {
                            /** @constant */
                            kind: "amazon-ses";
                            /** @description The sender of test messages. */
                            address: string;
                        } | {
                            /** @constant */
                            kind: "server";
                            /** @description As `smtp://host:587`. */
                            server: string;
                        } | {
                            /** @constant */
                            kind: "demo-server";
                        };
                        /**
                         * @description The demo mail server is here: `POST /demo/faults` works.
                         * @constant
                         */
                        demo?: true;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: {
                /** @description The ETag of the answer before. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every monitor, failing ones first. */
            200: {
                headers: {
                    /** @description Of all but `at`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        sentence: string;
                        /** @description The sentences of `sentence`, and which monitors each is about. */
                        clauses: {
                            words: string;
                            /** @enum {string} */
                            about?: "down" | "slow" | "unknown" | "maintenance" | "paused" | "up" | "attention";
                            group?: number;
                            monitorId?: string;
                        }[];
                        counts: {
                            down: number;
                            slow: number;
                            unknown: number;
                            maintenance: number;
                            paused: number;
                            up: number;
                            attention: number;
                        };
                        groups: {
                            monitorIds: string[];
                            server?: string;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            /** Format: date-time */
                            since?: string;
                            location?: string;
                            tag?: string;
                            words: string;
                        }[];
                        monitors: {
                            monitorId: string;
                            name: string;
                            tags: string[];
                            /** @enum {string} */
                            managedBy: "stack" | "table";
                            /** @enum {string} */
                            health: "down" | "slow" | "unknown" | "maintenance" | "paused" | "up";
                            /** Format: date-time */
                            since?: string;
                            failing?: {
                                runs: number;
                                of: number;
                                /** Format: date-time */
                                since: string;
                                /** @constant */
                                awaitsRecheck?: true;
                            };
                            marks: string[];
                            /** @constant */
                            disabled?: true;
                            /** Format: date-time */
                            pausedUntil?: string;
                            /** Format: date-time */
                            maintenanceUntil?: string;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            reasonWords?: string;
                            server?: string;
                            failingAt: string[];
                            /** Format: date-time */
                            lastRunAt?: string;
                            lastRun?: {
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                tried?: false;
                                location: string;
                            };
                            lastGoodRun?: {
                                runId: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                location: string;
                            };
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            usualRoundTripMs?: number;
                            hours: (0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10)[];
                            /** Format: date-time */
                            hoursFrom: string;
                            incident?: {
                                incidentId: string;
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                failingSince: string;
                                failedRuns: number;
                                /** @constant */
                                flapping?: true;
                                acknowledged?: {
                                    /** Format: date-time */
                                    at: string;
                                    note?: string;
                                };
                            };
                            /** Format: date-time */
                            nextRunAt?: string;
                            lastRuns: {
                                [key: string]: {
                                    /** Format: date-time */
                                    finishedAt: string;
                                    /**
                                     * @description Why the run was made.
                                     * @example schedule
                                     * @example on-demand
                                     * @example recheck
                                     */
                                    trigger: string;
                                    /**
                                     * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                     * @example 0
                                     * @example 1
                                     * @example 2
                                     * @example 3
                                     * @example 6
                                     * @example 51
                                     * @example 90
                                     */
                                    status: number;
                                    /**
                                     * @description Why a run failed; each release may add some.
                                     * @example mailbox-connection-refused
                                     * @example mailbox-unreachable
                                     * @example mailbox-connect-timeout
                                     * @example message-not-delivered
                                     * @example message-junked
                                     * @example delivery-pending
                                     * @example deadline-passed
                                     * @example mailbox-login-refused
                                     * @example mailbox-locked
                                     * @example mailbox-login-delay
                                     * @example mailbox-login-limit
                                     * @example mailbox-unavailable
                                     * @example mailbox-not-granted
                                     * @example smtp-auth-required
                                     * @example smtp-auth-refused
                                     * @example smtp-auth-disabled
                                     * @example sender-rejected
                                     * @example sender-deferred
                                     * @example recipient-rejected
                                     * @example recipient-deferred
                                     * @example message-rejected
                                     * @example message-deferred
                                     * @example message-bounced
                                     * @example greylisted
                                     * @example smtp-unavailable
                                     * @example smtp-protocol-error
                                     * @example smtp-auth-not-offered
                                     * @example client-name-refused
                                     * @example smtp-tls-required
                                     * @example mailbox-auth-not-offered
                                     * @example mailbox-protocol-error
                                     * @example mailbox-command-refused
                                     * @example mailbox-folder-not-found
                                     * @example tls-certificate-untrusted
                                     * @example tls-certificate-expired
                                     * @example tls-name-mismatch
                                     * @example tls-handshake-failed
                                     * @example starttls-not-offered
                                     * @example password-needs-tls
                                     * @example smtp-connection-refused
                                     * @example smtp-unreachable
                                     * @example smtp-connect-timeout
                                     * @example smtp-no-greeting
                                     * @example smtp-connection-lost
                                     * @example mailbox-no-greeting
                                     * @example mailbox-connection-lost
                                     * @example smtp-host-not-found
                                     * @example mailbox-host-not-found
                                     * @example dns-failure
                                     * @example secret-not-found
                                     * @example secret-forbidden
                                     * @example secret-not-for-host
                                     * @example grant-invalid
                                     * @example grant-secret-wrong
                                     * @example grant-secret-expired
                                     * @example grant-certificate-refused
                                     * @example grant-consent-missing
                                     * @example grant-scope-refused
                                     * @example grant-app-unknown
                                     * @example grant-tenant-unknown
                                     * @example grant-access-blocked
                                     * @example grant-login-expired
                                     * @example grant-refused
                                     * @example token-throttled
                                     * @example token-endpoint-unavailable
                                     * @example sender-not-verified
                                     * @example sender-in-sandbox
                                     * @example sender-quota-reached
                                     * @example sender-paused
                                     * @example sender-refused
                                     * @example sender-unavailable
                                     * @example recipient-suppressed
                                     * @example monitor-invalid
                                     * @example run-not-started
                                     * @example run-too-late
                                     * @example run-interrupted
                                     * @example probe-out-of-time
                                     * @example internal-error
                                     */
                                    reason?: string;
                                    phase?: string;
                                    /** @description Milliseconds. */
                                    roundTripMs?: number;
                                    /** @description Milliseconds. */
                                    resolutionMs?: number;
                                    /** @constant */
                                    maintenance?: true;
                                    /** @constant */
                                    tried?: false;
                                };
                            };
                            lastGood: {
                                [key: string]: {
                                    runId: string;
                                    /** Format: date-time */
                                    finishedAt: string;
                                    /** @description Milliseconds. */
                                    roundTripMs?: number;
                                };
                            };
                            problems: {
                                path: string;
                                message: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Nothing but `at` has changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStrips: {
        parameters: {
            query: {
                /** @description Ids of 1 to 100 monitors, parted by commas. One that there is not has empty cells. */
                ids: string;
                /** @description What a cell is; default `day`. */
                by?: "hour" | "day";
                /** @description How many: 90 days at most, or 2,160 hours. */
                count?: number;
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cells by monitor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description When each cell begins, oldest first. */
                        starts: string[];
                        strips: {
                            [key: string]: {
                                /** @enum {number} */
                                cell: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10;
                                /** @enum {number} */
                                worst: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10;
                            }[];
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMonitors: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some monitors. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            monitorId: string;
                            name: string;
                            tags: string[];
                            /** @enum {string} */
                            managedBy: "stack" | "table";
                            /** @enum {string} */
                            health: "down" | "slow" | "unknown" | "maintenance" | "paused" | "up";
                            /** Format: date-time */
                            since?: string;
                            failing?: {
                                runs: number;
                                of: number;
                                /** Format: date-time */
                                since: string;
                                /** @constant */
                                awaitsRecheck?: true;
                            };
                            marks: string[];
                            /** @constant */
                            disabled?: true;
                            /** Format: date-time */
                            pausedUntil?: string;
                            /** Format: date-time */
                            maintenanceUntil?: string;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            reasonWords?: string;
                            server?: string;
                            failingAt: string[];
                            /** Format: date-time */
                            lastRunAt?: string;
                            lastRun?: {
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                tried?: false;
                                location: string;
                            };
                            lastGoodRun?: {
                                runId: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                location: string;
                            };
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            usualRoundTripMs?: number;
                            hours: (0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10)[];
                            /** Format: date-time */
                            hoursFrom: string;
                            incident?: {
                                incidentId: string;
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                failingSince: string;
                                failedRuns: number;
                                /** @constant */
                                flapping?: true;
                                acknowledged?: {
                                    /** Format: date-time */
                                    at: string;
                                    note?: string;
                                };
                            };
                            /** Format: date-time */
                            nextRunAt?: string;
                            lastRuns: {
                                [key: string]: {
                                    /** Format: date-time */
                                    finishedAt: string;
                                    /**
                                     * @description Why the run was made.
                                     * @example schedule
                                     * @example on-demand
                                     * @example recheck
                                     */
                                    trigger: string;
                                    /**
                                     * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                     * @example 0
                                     * @example 1
                                     * @example 2
                                     * @example 3
                                     * @example 6
                                     * @example 51
                                     * @example 90
                                     */
                                    status: number;
                                    /**
                                     * @description Why a run failed; each release may add some.
                                     * @example mailbox-connection-refused
                                     * @example mailbox-unreachable
                                     * @example mailbox-connect-timeout
                                     * @example message-not-delivered
                                     * @example message-junked
                                     * @example delivery-pending
                                     * @example deadline-passed
                                     * @example mailbox-login-refused
                                     * @example mailbox-locked
                                     * @example mailbox-login-delay
                                     * @example mailbox-login-limit
                                     * @example mailbox-unavailable
                                     * @example mailbox-not-granted
                                     * @example smtp-auth-required
                                     * @example smtp-auth-refused
                                     * @example smtp-auth-disabled
                                     * @example sender-rejected
                                     * @example sender-deferred
                                     * @example recipient-rejected
                                     * @example recipient-deferred
                                     * @example message-rejected
                                     * @example message-deferred
                                     * @example message-bounced
                                     * @example greylisted
                                     * @example smtp-unavailable
                                     * @example smtp-protocol-error
                                     * @example smtp-auth-not-offered
                                     * @example client-name-refused
                                     * @example smtp-tls-required
                                     * @example mailbox-auth-not-offered
                                     * @example mailbox-protocol-error
                                     * @example mailbox-command-refused
                                     * @example mailbox-folder-not-found
                                     * @example tls-certificate-untrusted
                                     * @example tls-certificate-expired
                                     * @example tls-name-mismatch
                                     * @example tls-handshake-failed
                                     * @example starttls-not-offered
                                     * @example password-needs-tls
                                     * @example smtp-connection-refused
                                     * @example smtp-unreachable
                                     * @example smtp-connect-timeout
                                     * @example smtp-no-greeting
                                     * @example smtp-connection-lost
                                     * @example mailbox-no-greeting
                                     * @example mailbox-connection-lost
                                     * @example smtp-host-not-found
                                     * @example mailbox-host-not-found
                                     * @example dns-failure
                                     * @example secret-not-found
                                     * @example secret-forbidden
                                     * @example secret-not-for-host
                                     * @example grant-invalid
                                     * @example grant-secret-wrong
                                     * @example grant-secret-expired
                                     * @example grant-certificate-refused
                                     * @example grant-consent-missing
                                     * @example grant-scope-refused
                                     * @example grant-app-unknown
                                     * @example grant-tenant-unknown
                                     * @example grant-access-blocked
                                     * @example grant-login-expired
                                     * @example grant-refused
                                     * @example token-throttled
                                     * @example token-endpoint-unavailable
                                     * @example sender-not-verified
                                     * @example sender-in-sandbox
                                     * @example sender-quota-reached
                                     * @example sender-paused
                                     * @example sender-refused
                                     * @example sender-unavailable
                                     * @example recipient-suppressed
                                     * @example monitor-invalid
                                     * @example run-not-started
                                     * @example run-too-late
                                     * @example run-interrupted
                                     * @example probe-out-of-time
                                     * @example internal-error
                                     */
                                    reason?: string;
                                    phase?: string;
                                    /** @description Milliseconds. */
                                    roundTripMs?: number;
                                    /** @description Milliseconds. */
                                    resolutionMs?: number;
                                    /** @constant */
                                    maintenance?: true;
                                    /** @constant */
                                    tried?: false;
                                };
                            };
                            lastGood: {
                                [key: string]: {
                                    runId: string;
                                    /** Format: date-time */
                                    finishedAt: string;
                                    /** @description Milliseconds. */
                                    roundTripMs?: number;
                                };
                            };
                            problems: {
                                path: string;
                                message: string;
                            }[];
                            revision: number;
                            /** @description As it was written, mistakes and all; what may be a password is masked. */
                            definition: {
                                [key: string]: unknown;
                            };
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Definition"];
            };
        };
        responses: {
            /** @description The monitor as it is written now. */
            201: {
                headers: {
                    /** @description Of the definition, for `If-Match`. */
                    ETag?: string;
                    /** @description Of the monitor. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMonitor: {
        parameters: {
            query?: {
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The monitor. */
            200: {
                headers: {
                    /** @description Of the definition, for `If-Match`; runs do not change it. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        name: string;
                        tags: string[];
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        /** @enum {string} */
                        health: "down" | "slow" | "unknown" | "maintenance" | "paused" | "up";
                        /** Format: date-time */
                        since?: string;
                        failing?: {
                            runs: number;
                            of: number;
                            /** Format: date-time */
                            since: string;
                            /** @constant */
                            awaitsRecheck?: true;
                        };
                        marks: string[];
                        /** @constant */
                        disabled?: true;
                        /** Format: date-time */
                        pausedUntil?: string;
                        /** Format: date-time */
                        maintenanceUntil?: string;
                        /**
                         * @description Why a run failed; each release may add some.
                         * @example mailbox-connection-refused
                         * @example mailbox-unreachable
                         * @example mailbox-connect-timeout
                         * @example message-not-delivered
                         * @example message-junked
                         * @example delivery-pending
                         * @example deadline-passed
                         * @example mailbox-login-refused
                         * @example mailbox-locked
                         * @example mailbox-login-delay
                         * @example mailbox-login-limit
                         * @example mailbox-unavailable
                         * @example mailbox-not-granted
                         * @example smtp-auth-required
                         * @example smtp-auth-refused
                         * @example smtp-auth-disabled
                         * @example sender-rejected
                         * @example sender-deferred
                         * @example recipient-rejected
                         * @example recipient-deferred
                         * @example message-rejected
                         * @example message-deferred
                         * @example message-bounced
                         * @example greylisted
                         * @example smtp-unavailable
                         * @example smtp-protocol-error
                         * @example smtp-auth-not-offered
                         * @example client-name-refused
                         * @example smtp-tls-required
                         * @example mailbox-auth-not-offered
                         * @example mailbox-protocol-error
                         * @example mailbox-command-refused
                         * @example mailbox-folder-not-found
                         * @example tls-certificate-untrusted
                         * @example tls-certificate-expired
                         * @example tls-name-mismatch
                         * @example tls-handshake-failed
                         * @example starttls-not-offered
                         * @example password-needs-tls
                         * @example smtp-connection-refused
                         * @example smtp-unreachable
                         * @example smtp-connect-timeout
                         * @example smtp-no-greeting
                         * @example smtp-connection-lost
                         * @example mailbox-no-greeting
                         * @example mailbox-connection-lost
                         * @example smtp-host-not-found
                         * @example mailbox-host-not-found
                         * @example dns-failure
                         * @example secret-not-found
                         * @example secret-forbidden
                         * @example secret-not-for-host
                         * @example grant-invalid
                         * @example grant-secret-wrong
                         * @example grant-secret-expired
                         * @example grant-certificate-refused
                         * @example grant-consent-missing
                         * @example grant-scope-refused
                         * @example grant-app-unknown
                         * @example grant-tenant-unknown
                         * @example grant-access-blocked
                         * @example grant-login-expired
                         * @example grant-refused
                         * @example token-throttled
                         * @example token-endpoint-unavailable
                         * @example sender-not-verified
                         * @example sender-in-sandbox
                         * @example sender-quota-reached
                         * @example sender-paused
                         * @example sender-refused
                         * @example sender-unavailable
                         * @example recipient-suppressed
                         * @example monitor-invalid
                         * @example run-not-started
                         * @example run-too-late
                         * @example run-interrupted
                         * @example probe-out-of-time
                         * @example internal-error
                         */
                        reason?: string;
                        reasonWords?: string;
                        server?: string;
                        failingAt: string[];
                        /** Format: date-time */
                        lastRunAt?: string;
                        lastRun?: {
                            /** Format: date-time */
                            finishedAt: string;
                            /**
                             * @description Why the run was made.
                             * @example schedule
                             * @example on-demand
                             * @example recheck
                             */
                            trigger: string;
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            phase?: string;
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            resolutionMs?: number;
                            /** @constant */
                            maintenance?: true;
                            /** @constant */
                            tried?: false;
                            location: string;
                        };
                        lastGoodRun?: {
                            runId: string;
                            /** Format: date-time */
                            finishedAt: string;
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            location: string;
                        };
                        /** @description Milliseconds. */
                        roundTripMs?: number;
                        /** @description Milliseconds. */
                        usualRoundTripMs?: number;
                        hours: (0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10)[];
                        /** Format: date-time */
                        hoursFrom: string;
                        incident?: {
                            incidentId: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            failingSince: string;
                            failedRuns: number;
                            /** @constant */
                            flapping?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                note?: string;
                            };
                        };
                        /** Format: date-time */
                        nextRunAt?: string;
                        lastRuns: {
                            [key: string]: {
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                tried?: false;
                            };
                        };
                        lastGood: {
                            [key: string]: {
                                runId: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                            };
                        };
                        problems: {
                            path: string;
                            message: string;
                        }[];
                        /** Format: date-time */
                        at: string;
                        sentence: string;
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceMonitor: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the definition that is meant to change. */
                "If-Match": string;
            };
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Definition"];
            };
        };
        responses: {
            /** @description The monitor as it is written now. */
            200: {
                headers: {
                    /** @description Of the definition, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `managed-by-stack`: The monitor is defined in a file. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed-meanwhile`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-if-match`: A change needs If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMonitor: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the definition that is meant to change. */
                "If-Match": string;
            };
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `managed-by-stack`: The monitor is defined in a file. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed-meanwhile`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-if-match`: A change needs If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMonitor: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the definition that is meant to change. */
                "If-Match": string;
            };
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The monitor as it is written now. */
            200: {
                headers: {
                    /** @description Of the definition, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `managed-by-stack`: The monitor is defined in a file. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed-meanwhile`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-if-match`: A change needs If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When the pause ends; left out: when the monitor is resumed.
                     * @example 2026-11-24T18:00:00Z
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description The monitor as it is written now. */
            200: {
                headers: {
                    /** @description Of the definition, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed-meanwhile`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeMonitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The monitor as it is written now. */
            200: {
                headers: {
                    /** @description Of the definition, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** @enum {string} */
                        managedBy: "stack" | "table";
                        revision: number;
                        /** @description As it was written, mistakes and all; what may be a password is masked. */
                        definition: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `managed-by-stack`: The monitor is defined in a file. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `changed-meanwhile`: It was changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    definition?: components["schemas"]["Definition"];
                    definitions?: components["schemas"]["Definition"][];
                };
            };
        };
        responses: {
            /** @description The mistakes; none: all is well. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        valid: boolean;
                        problems: {
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importMonitors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    definitions: components["schemas"]["Definition"][];
                    /**
                     * @description Change monitors that are there with another definition.
                     * @default false
                     */
                    replace?: boolean;
                    /**
                     * @description Answer what would be done, and write nothing.
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description What was done, or would be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dryRun: boolean;
                        added: string[];
                        updated: string[];
                        unchanged: string[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. `managed-by-stack`: The monitor is defined in a file. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAvailability: {
        parameters: {
            query?: {
                /** @description At or after it. */
                from?: string;
                /** @description Before it; default now. */
                to?: string;
                /** @description What rows are; default `day`. */
                by?: "hour" | "day" | "month" | "reason" | "location";
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of the whole span, and rows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        /** @enum {string} */
                        by: "hour" | "day" | "month" | "reason" | "location";
                        zone: string;
                        total: {
                            /** @description Conclusive scheduled runs outside of maintenance. */
                            runs: number;
                            ok: number;
                            failed: number;
                            /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                            availability?: number;
                            /** @description As `99.93 %`, rounded down. */
                            availabilityText: string;
                            /** @description All runs by status. */
                            statuses: {
                                [key: string]: number;
                            };
                            /** @description Failed and inconclusive runs by reason. */
                            reasons: {
                                [key: string]: number;
                            };
                            slow: number;
                            late: number;
                            lost: number;
                            maintenance: number;
                            inconclusive: number;
                            untried: number;
                            /** @description Milliseconds. */
                            p50Ms?: number;
                            /** @description Milliseconds. */
                            p95Ms?: number;
                        };
                        rows: {
                            name: string;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            figures: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                failed: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description All runs by status. */
                                statuses: {
                                    [key: string]: number;
                                };
                                /** @description Failed and inconclusive runs by reason. */
                                reasons: {
                                    [key: string]: number;
                                };
                                slow: number;
                                late: number;
                                lost: number;
                                maintenance: number;
                                inconclusive: number;
                                untried: number;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                        }[];
                        locations: {
                            [key: string]: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                failed: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description All runs by status. */
                                statuses: {
                                    [key: string]: number;
                                };
                                /** @description Failed and inconclusive runs by reason. */
                                reasons: {
                                    [key: string]: number;
                                };
                                slow: number;
                                late: number;
                                lost: number;
                                maintenance: number;
                                inconclusive: number;
                                untried: number;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                        };
                        reasons: {
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason: string;
                            words: string;
                            runs: number;
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoundTrips: {
        parameters: {
            query?: {
                /** @description At or after it. */
                from?: string;
                /** @description Before it; default now. */
                to?: string;
                /** @description More runs than this are told in columns. */
                points?: number;
                /** @description Also what these phases took, parted by commas. Columns are then days in UTC. */
                phase?: string;
                /** @description Where the runs were made; default everywhere. */
                location?: string;
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Points or columns, and failures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        kind: "runs";
                        monitorId: string;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        failures: {
                            runId: string;
                            /** Format: date-time */
                            at: string;
                            location: string;
                            /** @enum {string} */
                            outcome: "delivered" | "failed" | "lost" | "inconclusive";
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            /** @description Milliseconds. */
                            lateByMs?: number;
                        }[];
                        /** @constant */
                        moreFailures?: true;
                        points: {
                            runId: string;
                            /** Format: date-time */
                            at: string;
                            location: string;
                            /** @description Milliseconds. */
                            roundTripMs: number;
                            phases?: {
                                [key: string]: number;
                            };
                        }[];
                    } | {
                        /** @constant */
                        kind: "columns";
                        monitorId: string;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        failures: {
                            runId: string;
                            /** Format: date-time */
                            at: string;
                            location: string;
                            /** @enum {string} */
                            outcome: "delivered" | "failed" | "lost" | "inconclusive";
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            /** @description Milliseconds. */
                            lateByMs?: number;
                        }[];
                        /** @constant */
                        moreFailures?: true;
                        /** @enum {string} */
                        by: "hour" | "day";
                        zone: string;
                        /** @description Bucket 0 lies below the first, bucket i below `bounds[i]`, the last one above them all. */
                        bounds: number[];
                        columns: {
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            runs: number;
                            failed: number;
                            roundTripMs?: {
                                count: number;
                                /** @description Milliseconds. */
                                min: number;
                                /** @description Milliseconds. */
                                max: number;
                                /** @description Milliseconds. */
                                p50: number;
                                /** @description Milliseconds. */
                                p95: number;
                                /** @description Round trips by the number of their bucket. */
                                buckets: {
                                    [key: string]: number;
                                };
                            };
                            phases?: {
                                [key: string]: {
                                    count: number;
                                    /** @description Milliseconds. */
                                    sumMs: number;
                                    /** @description Milliseconds. */
                                    maxMs: number;
                                };
                            };
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description At or after it. */
                from?: string;
                /** @description Before it; default now. */
                to?: string;
                /** @description What availability counts as failed. */
                failed?: "true";
                /** @description What they came to. */
                outcome?: "delivered" | "failed" | "lost" | "inconclusive";
                /** @description Why they failed. */
                reason?: "mailbox-connection-refused" | "mailbox-unreachable" | "mailbox-connect-timeout" | "message-not-delivered" | "message-junked" | "delivery-pending" | "deadline-passed" | "mailbox-login-refused" | "mailbox-locked" | "mailbox-login-delay" | "mailbox-login-limit" | "mailbox-unavailable" | "mailbox-not-granted" | "smtp-auth-required" | "smtp-auth-refused" | "smtp-auth-disabled" | "sender-rejected" | "sender-deferred" | "recipient-rejected" | "recipient-deferred" | "message-rejected" | "message-deferred" | "message-bounced" | "greylisted" | "smtp-unavailable" | "smtp-protocol-error" | "smtp-auth-not-offered" | "client-name-refused" | "smtp-tls-required" | "mailbox-auth-not-offered" | "mailbox-protocol-error" | "mailbox-command-refused" | "mailbox-folder-not-found" | "tls-certificate-untrusted" | "tls-certificate-expired" | "tls-name-mismatch" | "tls-handshake-failed" | "starttls-not-offered" | "password-needs-tls" | "smtp-connection-refused" | "smtp-unreachable" | "smtp-connect-timeout" | "smtp-no-greeting" | "smtp-connection-lost" | "mailbox-no-greeting" | "mailbox-connection-lost" | "smtp-host-not-found" | "mailbox-host-not-found" | "dns-failure" | "secret-not-found" | "secret-forbidden" | "secret-not-for-host" | "grant-invalid" | "grant-secret-wrong" | "grant-secret-expired" | "grant-certificate-refused" | "grant-consent-missing" | "grant-scope-refused" | "grant-app-unknown" | "grant-tenant-unknown" | "grant-access-blocked" | "grant-login-expired" | "grant-refused" | "token-throttled" | "token-endpoint-unavailable" | "sender-not-verified" | "sender-in-sandbox" | "sender-quota-reached" | "sender-paused" | "sender-refused" | "sender-unavailable" | "recipient-suppressed" | "monitor-invalid" | "run-not-started" | "run-too-late" | "run-interrupted" | "probe-out-of-time" | "internal-error";
                /** @description Where they were made. */
                location?: string;
                /** @description Why they were made. */
                trigger?: "schedule" | "on-demand" | "recheck";
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startRun: {
        parameters: {
            query?: {
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
            };
            header?: {
                /** @description 1 to 255 characters: asked again with the same within an hour, it is the same run. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where the run is made; left out: the first location of the monitor. */
                    location?: string;
                };
            };
        };
        responses: {
            /** @description The run that is asked for. */
            202: {
                headers: {
                    /** @description Where its progress is told. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description `joined`: one was under way, and this is that one.
                         * @enum {string}
                         */
                        kind: "started" | "joined";
                        monitorId: string;
                        runId: string;
                        ref: string;
                        location: string;
                        /** Format: date-time */
                        askedAt: string;
                        /** @description Milliseconds. */
                        timeoutMs: number;
                        /** Format: date-time */
                        maintenanceUntil?: string;
                        problems: {
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description The id of a run, or the 12 digits that it ends in. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        state: "done";
                        ref: string;
                        run: {
                            monitorId: string;
                            runId: string;
                            location: string;
                            /**
                             * @description Why the run was made.
                             * @example schedule
                             * @example on-demand
                             * @example recheck
                             */
                            trigger: string;
                            /** Format: date-time */
                            scheduledAt: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt: string;
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /** @enum {string} */
                            outcome: "delivered" | "failed" | "lost" | "inconclusive";
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            phase?: string;
                            detail?: string;
                            /** @constant */
                            tried?: false;
                            /** Format: date-time */
                            refusedAt?: string;
                            warnings: string[];
                            phases: {
                                smtp: {
                                    [key: string]: number;
                                };
                                /** @description Milliseconds. */
                                transit?: number;
                                mailbox: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            resolutionMs?: number;
                            /** @description Milliseconds. */
                            waitedOutMs?: number;
                            sweptMessages?: number;
                            tokenHash?: string;
                            lateArrival?: {
                                /** Format: date-time */
                                seenAt: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            };
                            slow?: string[];
                            /** @constant */
                            maintenance?: true;
                            /** @constant */
                            aheadOfClock?: true;
                            definitionHash: string;
                        };
                        words: string;
                        sentence: string;
                        name: string;
                        /** @description Whether its diagnostic log is kept, and how many lines it has. */
                        log: {
                            /** @constant */
                            kind: "kept";
                            lines: number;
                        } | {
                            /** @constant */
                            kind: "expired";
                            /** Format: date-time */
                            at: string;
                        } | {
                            /** @constant */
                            kind: "missing";
                        };
                        advice: string[];
                        warnings: string[];
                        server?: string;
                        incident?: {
                            incidentId: string;
                            monitorId: string;
                            name: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            failingSince: string;
                            /** Format: date-time */
                            resolvedAt?: string;
                            /** @constant */
                            removed?: true;
                            /** @constant */
                            flapping?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                note?: string;
                            };
                            failedRuns: number;
                            locations: string[];
                            /** @description Milliseconds. */
                            lengthMs: number;
                            open: boolean;
                            reasons: {
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason: string;
                                words: string;
                            }[];
                            told: {
                                topic: string;
                                alerts: number;
                                /** Format: date-time */
                                lastAt: string;
                                /** Format: date-time */
                                repeatAt?: string;
                            }[];
                            openingRun: string;
                            lateArrivals: {
                                runId: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            }[];
                        };
                        before?: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        };
                        after?: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        };
                        /** @description Of one that failed: the last run before it, at its location, whose message came back. */
                        lastGood?: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        };
                        recheck?: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        };
                        recheckOf?: {
                            ref: string;
                            run: {
                                monitorId: string;
                                runId: string;
                                location: string;
                                /**
                                 * @description Why the run was made.
                                 * @example schedule
                                 * @example on-demand
                                 * @example recheck
                                 */
                                trigger: string;
                                /** Format: date-time */
                                scheduledAt: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt: string;
                                /**
                                 * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                                 * @example 0
                                 * @example 1
                                 * @example 2
                                 * @example 3
                                 * @example 6
                                 * @example 51
                                 * @example 90
                                 */
                                status: number;
                                /** @enum {string} */
                                outcome: "delivered" | "failed" | "lost" | "inconclusive";
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason?: string;
                                phase?: string;
                                detail?: string;
                                /** @constant */
                                tried?: false;
                                /** Format: date-time */
                                refusedAt?: string;
                                warnings: string[];
                                phases: {
                                    smtp: {
                                        [key: string]: number;
                                    };
                                    /** @description Milliseconds. */
                                    transit?: number;
                                    mailbox: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description Milliseconds. */
                                roundTripMs?: number;
                                /** @description Milliseconds. */
                                resolutionMs?: number;
                                /** @description Milliseconds. */
                                waitedOutMs?: number;
                                sweptMessages?: number;
                                tokenHash?: string;
                                lateArrival?: {
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description Milliseconds. */
                                    delayMs: number;
                                    /** @constant */
                                    junked?: true;
                                    /** @constant */
                                    unproved?: true;
                                };
                                slow?: string[];
                                /** @constant */
                                maintenance?: true;
                                /** @constant */
                                aheadOfClock?: true;
                                definitionHash: string;
                            };
                            words: string;
                        };
                        /** @description What Amazon SES told of the test message after it took it, also after the run; of a monitor without an SMTP server. */
                        mailEvents?: {
                            /**
                             * @description What happened; each release may add some.
                             * @example delivered
                             * @example delayed
                             * @example bounced
                             * @example rejected
                             */
                            kind: string;
                            /** Format: date-time */
                            at: string;
                            /** @description What happened as half a sentence, with what was said. */
                            words: string;
                            /** @description The words of the recipient's server or of Amazon SES. */
                            text?: string;
                            /** @description Of a delivery: the server that took it. */
                            server?: string;
                            /** @description Milliseconds. */
                            tookMs?: number;
                            /** @description Of a delay or bounce: Amazon SES's name for its kind. */
                            type?: string;
                            subType?: string;
                        }[];
                        told: {
                            monitorId: string;
                            alertId: string;
                            /**
                             * @description What the alert says has happened.
                             * @example opened
                             * @example repeated
                             * @example resolved
                             * @example removed
                             * @example slow
                             * @example no-longer-slow
                             * @example inconclusive
                             * @example misconfigured
                             * @example silent
                             * @example heard
                             * @example test
                             */
                            transition: string;
                            topic: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            toldAt: string;
                            /** @constant */
                            digest?: true;
                            messageId?: string;
                            runId?: string;
                            incidentId?: string;
                            location?: string;
                        }[];
                        /** @description Why none was sent; of a run that did not pass. */
                        noAlert?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgress: {
        parameters: {
            query?: {
                /** @description `cursor` of the look before. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description The id of a run, or the 12 digits that it ends in. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        monitorId: string;
                        runId: string;
                        ref: string;
                        location: string;
                        /** Format: date-time */
                        askedAt: string;
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "not-started";
                        /** @constant */
                        overdue?: true;
                        sentence: string;
                        /** @description Given back as `after`: what follows comes next. */
                        cursor: number;
                        lines: {
                            /** @description Milliseconds since the run started. */
                            atMs: number;
                            /** @enum {string} */
                            dialogue: "smtp" | "mailbox" | "run";
                            /** @enum {string} */
                            side: "client" | "server" | "note";
                            phase: string;
                            text: string;
                        }[];
                        phases: {
                            /** @enum {string} */
                            side: "mailbox" | "smtp";
                            session: number;
                            /**
                             * @description Each release may add some.
                             * @example resolve
                             * @example connect
                             * @example greeting
                             * @example tls
                             * @example auth
                             * @example submit
                             * @example search
                             * @example retrieve
                             * @example delete
                             */
                            phase: string;
                            /** @enum {string} */
                            state: "begun" | "ended" | "broken-off";
                            /** @description Milliseconds. */
                            ms: number;
                        }[];
                        /** Format: date-time */
                        startedAt?: string;
                        /** Format: date-time */
                        until?: string;
                        result?: {
                            monitorId: string;
                            runId: string;
                            location: string;
                            /**
                             * @description Why the run was made.
                             * @example schedule
                             * @example on-demand
                             * @example recheck
                             */
                            trigger: string;
                            /** Format: date-time */
                            scheduledAt: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt: string;
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /** @enum {string} */
                            outcome: "delivered" | "failed" | "lost" | "inconclusive";
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            phase?: string;
                            detail?: string;
                            /** @constant */
                            tried?: false;
                            /** Format: date-time */
                            refusedAt?: string;
                            warnings: string[];
                            phases: {
                                smtp: {
                                    [key: string]: number;
                                };
                                /** @description Milliseconds. */
                                transit?: number;
                                mailbox: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            resolutionMs?: number;
                            /** @description Milliseconds. */
                            waitedOutMs?: number;
                            sweptMessages?: number;
                            tokenHash?: string;
                            lateArrival?: {
                                /** Format: date-time */
                                seenAt: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            };
                            slow?: string[];
                            /** @constant */
                            maintenance?: true;
                            /** @constant */
                            aheadOfClock?: true;
                            definitionHash: string;
                        };
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunLog: {
        parameters: {
            query?: {
                /** @description JSON alone: how many lines have been read; those after them are answered. */
                after?: number;
                /** @description `true`: without the names in email addresses. */
                mask?: "true";
            };
            header?: {
                /** @description `text/plain` or `text/html` for the report; else JSON. */
                Accept?: string;
            };
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description The id of a run, or the 12 digits that it ends in. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, or the report. */
            200: {
                headers: {
                    /** @description Of the report: the name of the file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ref: string;
                        items: {
                            /** @description Milliseconds since the run started. */
                            atMs: number;
                            /** @enum {string} */
                            dialogue: "smtp" | "mailbox" | "run";
                            /** @enum {string} */
                            side: "client" | "server" | "note";
                            phase: string;
                            text: string;
                        }[];
                    };
                    "text/plain": string;
                    "text/html": string;
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startTrial: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters: asked again with the same within an hour, it is the same run. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    definition?: components["schemas"]["Definition"];
                    /** @description Where the run is made; left out: the first location of the definition. */
                    location?: string;
                };
            };
        };
        responses: {
            /** @description The run that is asked for. */
            202: {
                headers: {
                    /** @description Where its progress is told. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trialId: string;
                        location: string;
                        /** Format: date-time */
                        askedAt: string;
                        /** @description Milliseconds. */
                        timeoutMs: number;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrial: {
        parameters: {
            query?: {
                /** @description `cursor` of the look before. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description The id of a trial. */
                trialId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trialId: string;
                        location: string;
                        /** Format: date-time */
                        askedAt: string;
                        /**
                         * @description `interrupted`: its process ended without a result.
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "done" | "not-started" | "interrupted";
                        /** @constant */
                        overdue?: true;
                        sentence: string;
                        /** @description Given back as `after`: what follows comes next. */
                        cursor: number;
                        lines: {
                            /** @description Milliseconds since the run started. */
                            atMs: number;
                            /** @enum {string} */
                            dialogue: "smtp" | "mailbox" | "run";
                            /** @enum {string} */
                            side: "client" | "server" | "note";
                            phase: string;
                            text: string;
                        }[];
                        phases: {
                            /** @enum {string} */
                            side: "mailbox" | "smtp";
                            session: number;
                            /**
                             * @description Each release may add some.
                             * @example resolve
                             * @example connect
                             * @example greeting
                             * @example tls
                             * @example auth
                             * @example submit
                             * @example search
                             * @example retrieve
                             * @example delete
                             */
                            phase: string;
                            /** @enum {string} */
                            state: "begun" | "ended" | "broken-off";
                            /** @description Milliseconds. */
                            ms: number;
                        }[];
                        /** Format: date-time */
                        startedAt?: string;
                        /** Format: date-time */
                        until?: string;
                        result?: {
                            monitorId: string;
                            runId: string;
                            location: string;
                            /**
                             * @description Why the run was made.
                             * @example schedule
                             * @example on-demand
                             * @example recheck
                             */
                            trigger: string;
                            /** Format: date-time */
                            scheduledAt: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt: string;
                            /**
                             * @description 0: OK, 1: TCP connection failed, 2: Test timed out, 3: Invalid response from server, 6: No response from server, 51: Unable to resolve IP address, 90: Inconclusive
                             * @example 0
                             * @example 1
                             * @example 2
                             * @example 3
                             * @example 6
                             * @example 51
                             * @example 90
                             */
                            status: number;
                            /** @enum {string} */
                            outcome: "delivered" | "failed" | "lost" | "inconclusive";
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason?: string;
                            phase?: string;
                            detail?: string;
                            /** @constant */
                            tried?: false;
                            /** Format: date-time */
                            refusedAt?: string;
                            warnings: string[];
                            phases: {
                                smtp: {
                                    [key: string]: number;
                                };
                                /** @description Milliseconds. */
                                transit?: number;
                                mailbox: {
                                    [key: string]: number;
                                };
                            };
                            /** @description Milliseconds. */
                            roundTripMs?: number;
                            /** @description Milliseconds. */
                            resolutionMs?: number;
                            /** @description Milliseconds. */
                            waitedOutMs?: number;
                            sweptMessages?: number;
                            tokenHash?: string;
                            lateArrival?: {
                                /** Format: date-time */
                                seenAt: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            };
                            slow?: string[];
                            /** @constant */
                            maintenance?: true;
                            /** @constant */
                            aheadOfClock?: true;
                            definitionHash: string;
                        };
                        /** @description In the subject of a test message that may be left in the mailbox. */
                        leftToken?: string;
                        /** @description What to do, the likely cause first; of a run that failed. */
                        advice: string[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description A month. */
                month?: string;
                /** @description The id of a monitor. */
                monitor?: string;
                /** @description Those that are open now, or over. */
                state?: "open" | "over";
                /** @description The IANA time zone in which days count and sentences tell times. */
                zone?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some incidents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        /**
                         * Format: date-time
                         * @description Where a month is asked for, its beginning and its end.
                         */
                        from?: string;
                        /** Format: date-time */
                        to?: string;
                        items: {
                            incidentId: string;
                            monitorId: string;
                            name: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            failingSince: string;
                            /** Format: date-time */
                            resolvedAt?: string;
                            /** @constant */
                            removed?: true;
                            /** @constant */
                            flapping?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                note?: string;
                            };
                            failedRuns: number;
                            locations: string[];
                            /** @description Milliseconds. */
                            lengthMs: number;
                            open: boolean;
                            reasons: {
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason: string;
                                words: string;
                            }[];
                            told: {
                                topic: string;
                                alerts: number;
                                /** Format: date-time */
                                lastAt: string;
                                /** Format: date-time */
                                repeatAt?: string;
                            }[];
                            openingRun: string;
                            lateArrivals: {
                                runId: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            }[];
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description When it was opened, to the millisecond. */
                openedAt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        incidentId: string;
                        monitorId: string;
                        name: string;
                        /** Format: date-time */
                        openedAt: string;
                        /** Format: date-time */
                        failingSince: string;
                        /** Format: date-time */
                        resolvedAt?: string;
                        /** @constant */
                        removed?: true;
                        /** @constant */
                        flapping?: true;
                        acknowledged?: {
                            /** Format: date-time */
                            at: string;
                            note?: string;
                        };
                        failedRuns: number;
                        locations: string[];
                        /** @description Milliseconds. */
                        lengthMs: number;
                        open: boolean;
                        reasons: {
                            /**
                             * @description Why a run failed; each release may add some.
                             * @example mailbox-connection-refused
                             * @example mailbox-unreachable
                             * @example mailbox-connect-timeout
                             * @example message-not-delivered
                             * @example message-junked
                             * @example delivery-pending
                             * @example deadline-passed
                             * @example mailbox-login-refused
                             * @example mailbox-locked
                             * @example mailbox-login-delay
                             * @example mailbox-login-limit
                             * @example mailbox-unavailable
                             * @example mailbox-not-granted
                             * @example smtp-auth-required
                             * @example smtp-auth-refused
                             * @example smtp-auth-disabled
                             * @example sender-rejected
                             * @example sender-deferred
                             * @example recipient-rejected
                             * @example recipient-deferred
                             * @example message-rejected
                             * @example message-deferred
                             * @example message-bounced
                             * @example greylisted
                             * @example smtp-unavailable
                             * @example smtp-protocol-error
                             * @example smtp-auth-not-offered
                             * @example client-name-refused
                             * @example smtp-tls-required
                             * @example mailbox-auth-not-offered
                             * @example mailbox-protocol-error
                             * @example mailbox-command-refused
                             * @example mailbox-folder-not-found
                             * @example tls-certificate-untrusted
                             * @example tls-certificate-expired
                             * @example tls-name-mismatch
                             * @example tls-handshake-failed
                             * @example starttls-not-offered
                             * @example password-needs-tls
                             * @example smtp-connection-refused
                             * @example smtp-unreachable
                             * @example smtp-connect-timeout
                             * @example smtp-no-greeting
                             * @example smtp-connection-lost
                             * @example mailbox-no-greeting
                             * @example mailbox-connection-lost
                             * @example smtp-host-not-found
                             * @example mailbox-host-not-found
                             * @example dns-failure
                             * @example secret-not-found
                             * @example secret-forbidden
                             * @example secret-not-for-host
                             * @example grant-invalid
                             * @example grant-secret-wrong
                             * @example grant-secret-expired
                             * @example grant-certificate-refused
                             * @example grant-consent-missing
                             * @example grant-scope-refused
                             * @example grant-app-unknown
                             * @example grant-tenant-unknown
                             * @example grant-access-blocked
                             * @example grant-login-expired
                             * @example grant-refused
                             * @example token-throttled
                             * @example token-endpoint-unavailable
                             * @example sender-not-verified
                             * @example sender-in-sandbox
                             * @example sender-quota-reached
                             * @example sender-paused
                             * @example sender-refused
                             * @example sender-unavailable
                             * @example recipient-suppressed
                             * @example monitor-invalid
                             * @example run-not-started
                             * @example run-too-late
                             * @example run-interrupted
                             * @example probe-out-of-time
                             * @example internal-error
                             */
                            reason: string;
                            words: string;
                        }[];
                        told: {
                            topic: string;
                            alerts: number;
                            /** Format: date-time */
                            lastAt: string;
                            /** Format: date-time */
                            repeatAt?: string;
                        }[];
                        openingRun: string;
                        lateArrivals: {
                            runId: string;
                            /** @description Milliseconds. */
                            delayMs: number;
                            /** @constant */
                            junked?: true;
                            /** @constant */
                            unproved?: true;
                        }[];
                        /** Format: date-time */
                        at: string;
                        sentence: string;
                        story: {
                            /** Format: date-time */
                            at: string;
                            /**
                             * @description What happened.
                             * @example failed
                             * @example recheck-failed
                             * @example opened
                             * @example told
                             * @example acknowledged
                             * @example late-arrival
                             * @example resolved
                             * @example removed
                             */
                            kind: string;
                            words: string;
                            run?: string;
                            topic?: string;
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledgeIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description When it was opened, to the millisecond. */
                openedAt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One line for those who look, and for the alert of the recovery. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description It is acknowledged. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a monitor. */
                monitorId: string;
                /** @description When it was opened, to the millisecond. */
                openedAt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not acknowledged. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description The id of a monitor. */
                monitor?: string;
                /** @description At or after it. */
                from?: string;
                /** @description Before it; default now. */
                to?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some alerts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            monitorId: string;
                            alertId: string;
                            /**
                             * @description What the alert says has happened.
                             * @example opened
                             * @example repeated
                             * @example resolved
                             * @example removed
                             * @example slow
                             * @example no-longer-slow
                             * @example inconclusive
                             * @example misconfigured
                             * @example silent
                             * @example heard
                             * @example test
                             */
                            transition: string;
                            topic: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            toldAt: string;
                            /** @constant */
                            digest?: true;
                            messageId?: string;
                            runId?: string;
                            incidentId?: string;
                            location?: string;
                            name: string;
                            state: string;
                            run?: string;
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The id of a monitor.
                     * @example inbox
                     */
                    monitor?: string;
                    /**
                     * @description Left out: those that the monitor tells of errors, or the topic of alerts.
                     * @example alerts
                     */
                    topic?: string;
                };
            };
        };
        responses: {
            /** @description What will be published. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alertId: string;
                            topic: string;
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTopics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every topic. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            /** @description Absent: it cannot be told from here. */
                            subscriptions?: {
                                protocol: string;
                                /** @description An address, a number, an ARN, or of a URL the host alone. */
                                endpoint: string;
                                /** @description False: it was asked whether it wants to hear, and has not answered. */
                                confirmed: boolean;
                                /** @description Why nothing is sent to it from here; absent: it is. */
                                notSent?: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every location, home first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        items: {
                            /** @description As results call it: home by its Region. */
                            name: string;
                            /**
                             * @description What kind of place it is.
                             * @example home
                             * @example region
                             * @example fixed-address
                             * @example agent
                             * @example local
                             */
                            kind: string;
                            /** @description The AWS Region; absent on one machine. */
                            region?: string;
                            /** @description The one address that its runs are seen with, where it has a fixed one. */
                            address?: string;
                            /** @description Of the code that it was deployed from; absent on one machine. */
                            version?: string;
                            /** Format: date-time */
                            registeredAt?: string;
                            /** @description Monitors of which results are expected from there. */
                            monitors: number;
                            /**
                             * Format: date-time
                             * @description For when the last run was scheduled that was heard from there.
                             */
                            lastRunAt?: string;
                            /**
                             * @description `removed`: the settings have taken it away. `silent`: none of its monitors is heard from there. `letters`: its queue `unhandled` holds events for a person to look at. `other-code`: it was not deployed from the code that home was. `other-defaults`: it was deployed with other `defaultLocations` than home.
                             * @example removed
                             * @example letters
                             * @example silent
                             * @example other-code
                             * @example other-defaults
                             */
                            mark?: string;
                            /** @description What lies in its queues; absent: it is home, or it could not be told. */
                            letters?: {
                                deadLetters: number;
                                unhandled: number;
                            };
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWindows: {
        parameters: {
            query?: {
                /** @description The id of a monitor. */
                monitor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some windows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Names it while it stands as it is written. */
                            id: string;
                            monitorId?: string;
                            tag?: string;
                            monitorIds?: string[];
                            number: number;
                            /** @enum {string} */
                            state: "now" | "coming" | "over" | "misconfigured";
                            /** Format: date-time */
                            from?: string;
                            /** Format: date-time */
                            until?: string;
                            /** @description Its times within seven days, also the one that it holds now. */
                            week?: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                            }[];
                            window?: {
                                /** @enum {string} */
                                mode: "mute" | "pause";
                                zone: string;
                                /** @description By the clocks of the zone: `2026-12-01T22:00`, or `22:00` on `days`. */
                                start: string;
                                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                durationMinutes: number;
                                note?: string;
                            };
                            mistakes?: {
                                path: string;
                                message: string;
                            }[];
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addWindow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `now`, or by the clocks of the zone: `2026-12-01T22:00`, or `22:00` on `days`. */
                    start: string;
                    days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                    durationMinutes: number;
                    zone?: string;
                    /**
                     * @default mute
                     * @enum {unknown}
                     */
                    mode?: "mute" | "pause";
                    note?: string;
                    monitors?: string[];
                    tag?: string;
                };
            };
        };
        responses: {
            /** @description The windows. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Names it while it stands as it is written. */
                            id: string;
                            monitorId?: string;
                            tag?: string;
                            monitorIds?: string[];
                            number: number;
                            /** @enum {string} */
                            state: "now" | "coming" | "over" | "misconfigured";
                            /** Format: date-time */
                            from?: string;
                            /** Format: date-time */
                            until?: string;
                            /** @description Its times within seven days, also the one that it holds now. */
                            week?: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                            }[];
                            window?: {
                                /** @enum {string} */
                                mode: "mute" | "pause";
                                zone: string;
                                /** @description By the clocks of the zone: `2026-12-01T22:00`, or `22:00` on `days`. */
                                start: string;
                                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                durationMinutes: number;
                                note?: string;
                            };
                            mistakes?: {
                                path: string;
                                message: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As the list names it. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMonthReport: {
        parameters: {
            query: {
                /** @description A month. */
                month: string;
                /** @description Only monitors that have this tag now. */
                tag?: string;
                /** @description A goal of availability in percent. */
                goal?: number;
                /** @description Which table CSV is of; default `monitors`. */
                table?: "monitors" | "incidents" | "locations" | "hours";
            };
            header?: {
                /** @description `text/csv` for one table (RFC 4180); else JSON. */
                Accept?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        month: string;
                        zone: string;
                        /** Format: date-time */
                        from: string;
                        /**
                         * Format: date-time
                         * @description The end of the month; while it goes on, now.
                         */
                        to: string;
                        /**
                         * @description `days`: in the zone of reports, up to now. `summaries`, of more than 50 monitors: in UTC, up to the last night, without percentiles, locations, hours and what was left out.
                         * @enum {string}
                         */
                        countedBy: "days" | "summaries";
                        tag?: string;
                        /** @description From 0 to 1. */
                        goal?: number;
                        sentence: string;
                        total: {
                            /** @description Conclusive scheduled runs outside of maintenance. */
                            runs: number;
                            ok: number;
                            /** @description How long incidents stood open in it. */
                            downMs: number;
                            /** @description Those that were opened in it. */
                            incidents: number;
                            /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                            availability?: number;
                            /** @description As `99.93 %`, rounded down. */
                            availabilityText: string;
                            /** @description Milliseconds. */
                            p50Ms?: number;
                            /** @description Milliseconds. */
                            p95Ms?: number;
                        };
                        /** @description The month before. */
                        before?: {
                            /** @description Conclusive scheduled runs outside of maintenance. */
                            runs: number;
                            ok: number;
                            /** @description How long incidents stood open in it. */
                            downMs: number;
                            /** @description Those that were opened in it. */
                            incidents: number;
                            /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                            availability?: number;
                            /** @description As `99.93 %`, rounded down. */
                            availabilityText: string;
                            /** @description Milliseconds. */
                            p50Ms?: number;
                            /** @description Milliseconds. */
                            p95Ms?: number;
                        };
                        verdict?: {
                            kept: boolean;
                            /** @description How many more runs could have failed; below 0: how many too many did. */
                            spareRuns: number;
                        };
                        monitors: {
                            monitorId: string;
                            name: string;
                            figures?: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                /** @description How long incidents stood open in it. */
                                downMs: number;
                                /** @description Those that were opened in it. */
                                incidents: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                            /** @description The month before. */
                            before?: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                /** @description How long incidents stood open in it. */
                                downMs: number;
                                /** @description Those that were opened in it. */
                                incidents: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                            goal?: {
                                kept: boolean;
                                /** @description How many more runs could have failed; below 0: how many too many did. */
                                spareRuns: number;
                            };
                        }[];
                        tags: string[];
                        incidents: {
                            incidentId: string;
                            monitorId: string;
                            name: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** Format: date-time */
                            failingSince: string;
                            /** Format: date-time */
                            resolvedAt?: string;
                            /** @constant */
                            removed?: true;
                            /** @constant */
                            flapping?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                note?: string;
                            };
                            failedRuns: number;
                            locations: string[];
                            /** @description Milliseconds. */
                            lengthMs: number;
                            open: boolean;
                            reasons: {
                                /**
                                 * @description Why a run failed; each release may add some.
                                 * @example mailbox-connection-refused
                                 * @example mailbox-unreachable
                                 * @example mailbox-connect-timeout
                                 * @example message-not-delivered
                                 * @example message-junked
                                 * @example delivery-pending
                                 * @example deadline-passed
                                 * @example mailbox-login-refused
                                 * @example mailbox-locked
                                 * @example mailbox-login-delay
                                 * @example mailbox-login-limit
                                 * @example mailbox-unavailable
                                 * @example mailbox-not-granted
                                 * @example smtp-auth-required
                                 * @example smtp-auth-refused
                                 * @example smtp-auth-disabled
                                 * @example sender-rejected
                                 * @example sender-deferred
                                 * @example recipient-rejected
                                 * @example recipient-deferred
                                 * @example message-rejected
                                 * @example message-deferred
                                 * @example message-bounced
                                 * @example greylisted
                                 * @example smtp-unavailable
                                 * @example smtp-protocol-error
                                 * @example smtp-auth-not-offered
                                 * @example client-name-refused
                                 * @example smtp-tls-required
                                 * @example mailbox-auth-not-offered
                                 * @example mailbox-protocol-error
                                 * @example mailbox-command-refused
                                 * @example mailbox-folder-not-found
                                 * @example tls-certificate-untrusted
                                 * @example tls-certificate-expired
                                 * @example tls-name-mismatch
                                 * @example tls-handshake-failed
                                 * @example starttls-not-offered
                                 * @example password-needs-tls
                                 * @example smtp-connection-refused
                                 * @example smtp-unreachable
                                 * @example smtp-connect-timeout
                                 * @example smtp-no-greeting
                                 * @example smtp-connection-lost
                                 * @example mailbox-no-greeting
                                 * @example mailbox-connection-lost
                                 * @example smtp-host-not-found
                                 * @example mailbox-host-not-found
                                 * @example dns-failure
                                 * @example secret-not-found
                                 * @example secret-forbidden
                                 * @example secret-not-for-host
                                 * @example grant-invalid
                                 * @example grant-secret-wrong
                                 * @example grant-secret-expired
                                 * @example grant-certificate-refused
                                 * @example grant-consent-missing
                                 * @example grant-scope-refused
                                 * @example grant-app-unknown
                                 * @example grant-tenant-unknown
                                 * @example grant-access-blocked
                                 * @example grant-login-expired
                                 * @example grant-refused
                                 * @example token-throttled
                                 * @example token-endpoint-unavailable
                                 * @example sender-not-verified
                                 * @example sender-in-sandbox
                                 * @example sender-quota-reached
                                 * @example sender-paused
                                 * @example sender-refused
                                 * @example sender-unavailable
                                 * @example recipient-suppressed
                                 * @example monitor-invalid
                                 * @example run-not-started
                                 * @example run-too-late
                                 * @example run-interrupted
                                 * @example probe-out-of-time
                                 * @example internal-error
                                 */
                                reason: string;
                                words: string;
                            }[];
                            told: {
                                topic: string;
                                alerts: number;
                                /** Format: date-time */
                                lastAt: string;
                                /** Format: date-time */
                                repeatAt?: string;
                            }[];
                            openingRun: string;
                            lateArrivals: {
                                runId: string;
                                /** @description Milliseconds. */
                                delayMs: number;
                                /** @constant */
                                junked?: true;
                                /** @constant */
                                unproved?: true;
                            }[];
                        }[];
                        /**
                         * @description There are more than 500.
                         * @constant
                         */
                        moreIncidents?: true;
                        locations?: {
                            location: string;
                            figures: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                failed: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description All runs by status. */
                                statuses: {
                                    [key: string]: number;
                                };
                                /** @description Failed and inconclusive runs by reason. */
                                reasons: {
                                    [key: string]: number;
                                };
                                slow: number;
                                late: number;
                                lost: number;
                                maintenance: number;
                                inconclusive: number;
                                untried: number;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                        }[];
                        hours?: {
                            hour: number;
                            figures: {
                                /** @description Conclusive scheduled runs outside of maintenance. */
                                runs: number;
                                ok: number;
                                failed: number;
                                /** @description OK ÷ runs, from 0 to 1; absent where there were none. */
                                availability?: number;
                                /** @description As `99.93 %`, rounded down. */
                                availabilityText: string;
                                /** @description All runs by status. */
                                statuses: {
                                    [key: string]: number;
                                };
                                /** @description Failed and inconclusive runs by reason. */
                                reasons: {
                                    [key: string]: number;
                                };
                                slow: number;
                                late: number;
                                lost: number;
                                maintenance: number;
                                inconclusive: number;
                                untried: number;
                                /** @description Milliseconds. */
                                p50Ms?: number;
                                /** @description Milliseconds. */
                                p95Ms?: number;
                            };
                        }[];
                        leftOut?: {
                            maintenance: number;
                            inconclusive: number;
                            untried: number;
                        };
                    };
                    "text/csv": string;
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some secrets, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * @description A password, or an OAuth2 grant that access tokens are fetched with.
                             * @example password
                             * @example grant
                             */
                            kind: string;
                            secret: string;
                            saidTo: string[];
                            monitors: string[];
                        }[];
                        /** @description Absent: there are no more. */
                        next?: string;
                        /** @description Why there may be more that no monitor names; absent: these are all. */
                        unlisted?: string;
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of a secret. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The password, without line breaks, or the JSON of an OAuth2 grant. It is never answered. */
                    value: string;
                    /**
                     * @description The hosts that it may be sent to. Left out: those that it is stored for, else the servers of the monitors that name it, if these have the same ones.
                     * @example [
                     *       "mail.example.com"
                     *     ]
                     */
                    hosts?: string[];
                    /**
                     * @description Of AWS: where it is stored, and so what monitors call it; default `ssm`.
                     * @enum {string}
                     */
                    store?: "ssm" | "secretsmanager";
                };
            };
        };
        responses: {
            /** @description Where it is stored, and for which hosts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        /** @description Where it is stored, in words. */
                        where: string;
                        hosts: string[];
                        /** @description Of an OAuth2 grant: what it is, without secrets. */
                        grant?: string;
                        /** @description Monitors that will not get it, and hosts that may be written wrongly. */
                        remarks: string[];
                    };
                };
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: It cannot be done as things are. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeFault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What goes wrong: `lose` takes the next message and drops it.
                     * @enum {string}
                     */
                    fault: "lose";
                };
            };
        };
        responses: {
            /** @description It will. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-query`: The query has mistakes. `not-json`: The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-key`: The key is missing or wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `foreign-host`: The request names another host. `foreign-origin`: The request comes from another web page. `not-allowed`: This is not allowed here. `access-denied`: AWS refused the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json-type`: The body must be JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-body`: The body has mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: Something failed here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-credentials`: There are no AWS credentials that work. `store-unavailable`: The store cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
