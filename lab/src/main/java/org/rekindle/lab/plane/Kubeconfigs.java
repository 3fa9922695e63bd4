// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.rekindle.lab.plane.pki.Pki;

/** Writes kubeconfigs for the programs of a control plane, and for who looks at it from outside. */
final class Kubeconfigs {
    private Kubeconfigs() {}

    /** For a program of the control plane, as kubeadm writes it. */
    static String of(String user, String server, Pki pki) {
        Pki.Client client = pki.client(user);
        return text(server, pki, user, client.certificate(), client.key());
    }

    /** For the outside: the lab's own, which outlives the leaves. */
    static String ofLab(String server, Pki pki) {
        return text(server, pki, "lab-admin", pki.lab().certificate(), pki.lab().key());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String server, Pki pki, String user, String certificate, String key) {
        return """
                apiVersion: v1
                kind: Config
                current-context: lab
                clusters:
                  - name: lab
                    cluster:
                      server: %s
                      certificate-authority-data: %s
                users:
                  - name: %s
                    user:
                      client-certificate-data: %s
                      client-key-data: %s
                contexts:
                  - name: lab
                    context:
                      cluster: lab
                      user: %s
                """.formatted(server, base64(pki.authorityPem()), user, base64(certificate), base64(key), user);
    }

    /** Where a program finds its kubeconfig, as kubeadm names it. */
    static Path file(Path root, String user) {
        return root.resolve("etc/kubernetes").resolve(user + ".conf");
    }
}
