// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CertificateOnDisk;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * What the files of a control-plane machine mean at one moment. Only the files that kubeadm and the manifests name matter; the
 * others are named and passed over.
 */
final class MachineState {

    private static final int NAMED_STRAYS = 5;

    private final LookOutput seen;
    private final Instant now;
    private final Duration renewBefore;

    MachineState(LookOutput seen, Instant now, Duration renewBefore) {
        this.seen = seen;
        this.now = now;
        this.renewBefore = renewBefore;
    }

    /** @param served when the certificate ends that the machine's own API server serves, null where that was not seen */
    MachineSighting sighting(String host, @Nullable Instant served) {
        List<String> lacks = lacks();
        List<String> sentences = new ArrayList<>();
        String end = lacks.isEmpty() ? "; a renewal makes it again." : ".";
        sentences.add(lacks.isEmpty() ? "kubeadm can renew here." : String.join(" ", lacks));
        gone().forEach(name -> sentences.add("The credential " + name + " is missing: " + whyGone(name) + end));
        sentences.addAll(bundles());
        Optional<String> strays = strays();
        strays.ifPresent(sentences::add);
        return new MachineSighting(host, lacks.isEmpty(), certificates(), String.join(" ", sentences), gone(), served);
    }

    /** Each certificate that can be read and that something uses. */
    List<CertificateOnDisk> certificates() {
        return seen.files().stream()
                .filter(file -> !file.name().equals(MachineFile.ROTATED))
                .flatMap(file ->
                        end(file).map(end -> new CertificateOnDisk(file.name(), end, file.authority())).stream())
                .toList();
    }

    /** The credentials that are not there and that a renewal makes: the kubelet's alone. */
    List<String> gone() {
        return seen.file(MachineFile.KUBELET)
                .filter(file -> file.why() != null)
                .map(file -> List.of(file.name()))
                .orElse(List.of());
    }

    /** Whether kubeadm has something to renew: a leaf of its own that has expired or expires soon. */
    boolean isStale() {
        return seen.files().stream().anyMatch(file -> !file.authority() && !file.ofTheKubelet() && isStale(file));
    }

    /** Whether the kubelet needs a certificate from us: its own is gone, or has expired, so that it can ask for none. */
    boolean needsKubelet() {
        return seen.file(MachineFile.KUBELET)
                .map(file -> file.why() != null
                        || end(file).filter(end -> !now.isBefore(end)).isPresent())
                .orElse(false);
    }

    /** The kubelet's self-signed serving certificate, where it ends soon; the kubelet makes a new one when it starts without. */
    Optional<String> staleKubeletServer() {
        return seen.file(MachineFile.KUBELET_SERVER)
                .filter(file -> file.path().endsWith("/kubelet.crt") && isStale(file))
                .map(MachineFile::path);
    }

    /** When the certificate ends that the API server reads from its file. */
    Optional<Instant> apiServer() {
        return seen.file("apiserver").flatMap(MachineFile::end);
    }

    private boolean isStale(MachineFile file) {
        return end(file).filter(end -> now.plus(renewBefore).isAfter(end)).isPresent();
    }

    /** The kubelet takes what its rotation made where that lasts longer than what its kubeconfig holds. */
    private Optional<Instant> end(MachineFile file) {
        if (!file.name().equals(MachineFile.KUBELET) || file.why() != null) {
            return file.end();
        }
        Optional<Instant> rotated = seen.file(MachineFile.ROTATED).flatMap(MachineFile::end);
        return Stream.concat(file.end().stream(), rotated.stream()).max(Instant::compareTo);
    }

    /** Why kubeadm cannot renew here, a sentence each; empty when it can. */
    private List<String> lacks() {
        List<String> lacks = new ArrayList<>();
        if (seen.pki() == null) {
            lacks.add("The look broke off before it showed anything.");
        }
        if (!seen.missing().isEmpty()) {
            lacks.add("It has no " + String.join(", no ", seen.missing()) + ".");
        }
        List<MachineFile> unread = seen.files().stream()
                .filter(file -> file.why() != null && !file.ofTheKubelet())
                .toList();
        if (!unread.isEmpty()) {
            lacks.add(unread.stream()
                            .map(file -> file.path() + " (" + file.name() + ") " + file.why())
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        if (needsKubelet() && seen.node().isEmpty()) {
            lacks.add("The kubelet's certificate must be made again, and the name of its node is not known.");
        }
        seen.files().forEach(file -> whyNotRenewed(file).ifPresent(lacks::add));
        return lacks;
    }

    private Optional<String> whyNotRenewed(MachineFile file) {
        if (!file.authority()) {
            if (file.renewed() != null && isStale(file)) {
                return Optional.of(
                        "The manifest names " + file.path() + " for " + file.name() + ", which kubeadm does not"
                                + " renew (it renews " + file.renewed() + "); renew it where it comes from.");
            }
            return Optional.empty();
        }
        Optional<Instant> ended = file.end().filter(end -> !now.isBefore(end));
        if (ended.isPresent()) {
            return Optional.of("Its authority " + file.name() + " expired at " + ended.get() + ".");
        }
        return file.certificates().stream()
                .findFirst()
                .map(ServedCertificate::notAfter)
                .filter(first -> !now.isBefore(first))
                .map(first -> "The first certificate of " + file.path() + ", by which kubeadm signs, expired at "
                        + first + "; put the one that is in use first.");
    }

    private String whyGone(String name) {
        return seen.file(name)
                .map(file -> file.path() + " " + file.why())
                .orElseThrow(
                        () -> new IllegalStateException("A credential is missing that was not looked for: " + name));
    }

    private List<String> bundles() {
        return seen.files().stream()
                .filter(file -> file.authority() && file.certificates().size() > 1)
                .map(file -> file.path() + " holds " + file.certificates().size()
                        + " certificates, as while an authority is rotated: until "
                        + file.certificates().stream()
                                .map(certificate -> certificate.notAfter().toString())
                                .collect(Collectors.joining(", until "))
                        + ".")
                .toList();
    }

    private Optional<String> strays() {
        if (seen.strays().isEmpty()) {
            return Optional.empty();
        }
        int more = Math.max(seen.straysInAll(), seen.strays().size()) - NAMED_STRAYS;
        return Optional.of("kubeadm renews none of these files, and they are passed over: "
                + seen.strays().stream().limit(NAMED_STRAYS).map(this::stray).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more." : "."));
    }

    private String stray(MachineFile file) {
        return file.certificates().stream()
                .findFirst()
                .map(ServedCertificate::notAfter)
                .map(end -> file.path() + " (" + validity(end) + ")")
                .orElse(file.path() + " " + file.why());
    }

    private String validity(Instant end) {
        if (now.isBefore(end)) {
            return "until " + end;
        }
        return "expired at " + end;
    }
}
