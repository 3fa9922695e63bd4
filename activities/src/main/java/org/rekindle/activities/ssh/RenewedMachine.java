// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CertificateOnDisk;

/** Each credential of a machine by name, before its renewal and after. */
final class RenewedMachine {

    private final Map<String, CertificateOnDisk> before;
    private final Map<String, CertificateOnDisk> after;
    private final MachineState renewed;
    private final Duration renewBefore;
    private final Instant now;

    RenewedMachine(MachineState before, MachineState after, Duration renewBefore, Instant now) {
        this.before = byName(before);
        this.after = byName(after);
        this.renewed = after;
        this.renewBefore = renewBefore;
        this.now = now;
    }

    private static Map<String, CertificateOnDisk> byName(MachineState state) {
        return state.certificates().stream()
                .filter(certificate -> !certificate.authority())
                .collect(Collectors.toMap(
                        CertificateOnDisk::name, certificate -> certificate, (one, other) -> one, LinkedHashMap::new));
    }

    /** A sentence that names each, such as {@code apiserver until X, now until Y}. */
    String beforeAndAfter() {
        List<String> each = new ArrayList<>();
        after.forEach((name, certificate) -> {
            CertificateOnDisk old = before.get(name);
            each.add(name + " " + change(old, certificate));
        });
        renewed.gone().forEach(name -> each.add(name + " is missing"));
        if (each.isEmpty()) {
            return "No credential can be read.";
        }
        return "Credentials: " + String.join("; ", each) + ".";
    }

    private static String change(@Nullable CertificateOnDisk old, CertificateOnDisk now) {
        if (old == null) {
            return "was missing, now until " + now.notAfter();
        }
        if (old.notAfter().equals(now.notAfter())) {
            return "until " + now.notAfter() + " as before";
        }
        return "until " + old.notAfter() + ", now until " + now.notAfter();
    }

    /**
     * What was due and is not renewed, a sentence each.
     *
     * @param served when the certificate ends that the machine's own API server serves, null where that was not seen
     */
    List<String> open(@Nullable Instant served) {
        List<String> open = new ArrayList<>();
        renewed.gone().forEach(name -> open.add("The credential " + name + " is still missing."));
        before.forEach((name, old) -> {
            CertificateOnDisk certificate = after.get(name);
            if (certificate == null && !renewed.gone().contains(name)) {
                open.add("The certificate " + name + " is no longer there.");
            } else if (certificate != null
                    && isDue(name, old)
                    && !certificate.notAfter().isAfter(old.notAfter())) {
                open.add("The certificate " + name + " is not renewed: it ends at " + certificate.notAfter() + ".");
            }
        });
        Instant file = renewed.apiServer().orElse(null);
        if (served != null && file != null && served.isBefore(file)) {
            open.add("Its API server serves a certificate until " + served + ", and its file holds one until " + file
                    + ".");
        }
        return open;
    }

    /** The kubelet's own rotation renews its certificate until it expires. */
    private boolean isDue(String name, CertificateOnDisk old) {
        if (name.equals(MachineFile.KUBELET_SERVER)) {
            return false;
        }
        Instant due = name.equals(MachineFile.KUBELET) ? now : now.plus(renewBefore);
        return due.isAfter(old.notAfter());
    }
}
