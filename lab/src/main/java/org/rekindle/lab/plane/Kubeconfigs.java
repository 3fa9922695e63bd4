// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.rekindle.lab.plane.pki.Pki;

/** Writes kubeconfigs for the programs of a control plane, and for who looks at it from outside. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    /** For a program of the control plane: certificates by file, so that it notices new ones. */
    static String byFile(String server, Pki pki, String user) {
        return text(
                server,
                "certificate-authority: \"" + pki.certificate("ca") + '"',
                user,
                "client-certificate: \"" + pki.certificate(user) + '"',
                "client-key: \"" + pki.key(user) + '"');
    }

    /** For the outside: everything inside the text, the server verified against the cluster's authority. */
    static String embedded(String server, Pki pki) {
        return text(
                server,
                "certificate-authority-data: " + base64(pki.authorityPem()),
                "lab-admin",
                "client-certificate-data: " + base64(pki.labCertificatePem()),
                "client-key-data: " + base64(pki.labKeyPem()));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String server, String authority, String user, String certificate, String key) {
        return """
                apiVersion: v1
                kind: Config
                current-context: lab
                clusters:
                  - name: lab
                    cluster:
                      server: %s
                      %s
                users:
                  - name: %s
                    user:
                      %s
                      %s
                contexts:
                  - name: lab
                    context:
                      cluster: lab
                      user: %s
                """.formatted(server, authority, user, certificate, key, user);
    }

    /** Where a program finds its kubeconfig. */
    static Path file(Path folder, String user) {
        return folder.resolve(user + ".kubeconfig");
    }
}
