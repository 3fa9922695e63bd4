// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** BIND 9. */
final class BindDns implements RealDnsServer.Kind {

    @Override
    public String program() {
        return "named";
    }

    /** With one thread, and its log on its output. */
    @Override
    public List<String> arguments(Path configuration) {
        return List.of("-g", "-n", "1", "-c", configuration.toString());
    }

    @Override
    public String configuration(Path folder, int port) {
        return """
                options {
                    directory "FOLDER";
                    managed-keys-directory "FOLDER";
                    pid-file none;
                    session-keyfile none;
                    listen-on port PORT { 127.0.0.1; };
                    listen-on-v6 { none; };
                    recursion no;
                    dnssec-validation no;
                    notify no;
                };
                controls { };
                key rekindle { algorithm hmac-sha256; secret "SECRET"; };
                zone example.org {
                    type primary;
                    file "example.org.zone";
                    update-policy {
                        RULES
                    };
                };
                """.replace("FOLDER", folder.toString())
                .replace("PORT", String.valueOf(port))
                .replace("SECRET", RealDnsServer.SECRET)
                .replace(
                        "RULES",
                        RealDnsServer.UPDATED.stream()
                                .map(name -> "grant rekindle name " + name + ".example.org. A AAAA;")
                                .collect(Collectors.joining("\n")));
    }
}
