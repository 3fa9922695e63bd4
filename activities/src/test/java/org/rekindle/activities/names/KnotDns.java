// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.nio.file.Path;
import java.util.List;

/** Knot DNS. */
final class KnotDns implements RealDnsServer.Kind {

    @Override
    public String program() {
        return "knotd";
    }

    @Override
    public List<String> arguments(Path configuration) {
        return List.of("--config", configuration.toString());
    }

    @Override
    public String configuration(Path folder, int port) {
        return """
                server:
                    rundir: FOLDER
                    listen: 127.0.0.1@PORT
                database:
                    storage: FOLDER
                log:
                  - target: stdout
                    any: info
                key:
                  - id: rekindle
                    algorithm: hmac-sha256
                    secret: SECRET
                acl:
                  - id: rekindle
                    key: rekindle
                    action: update
                    update-type: [A, AAAA]
                    update-owner: name
                    update-owner-match: equal
                    update-owner-name: [NAMES]
                zone:
                  - domain: example.org
                    storage: FOLDER
                    file: example.org.zone
                    acl: rekindle
                """.replace("FOLDER", folder.toString())
                .replace("PORT", String.valueOf(port))
                .replace("SECRET", RealDnsServer.SECRET)
                .replace("NAMES", String.join(", ", RealDnsServer.UPDATED));
    }
}
