// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.workflows.activities.MachineActivities;
import org.rekindle.workflows.model.CertificateOnDisk;
import org.rekindle.workflows.model.MachineRenewal;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;

/**
 * Renews certificates by kubeadm on the machines themselves. What is done there stands in two shell scripts beside this class, so
 * that it can be read, and done by hand, as it is. Keys and kubeconfigs never leave the machine: only certificates do.
 */
public final class SshMachineActivities implements MachineActivities {

    private static final Duration LOOKING = Duration.ofMinutes(1);
    private static final Duration RENEWING = Duration.ofMinutes(10);

    private static final String KUBELET = "kubelet.conf";
    private static final Pattern BLOCK = Pattern.compile("(?m)^CERTIFICATE (\\S+)\\n(.*?)^END$", Pattern.DOTALL);
    private static final Pattern NODE = Pattern.compile("CN=(system:node:[a-zA-Z0-9.-]+)");

    private final Clock clock;

    /** Activities that judge by a clock. */
    public SshMachineActivities(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MachineSighting look(MachineTarget target) {
        try (MachineShell shell = MachineShell.open(target)) {
            return sighting(target, shell.run(script("look.sh"), variables(target), LOOKING));
        }
    }

    @Override
    public MachineRenewal renew(MachineTarget target) {
        try (MachineShell shell = MachineShell.open(target)) {
            String before = shell.run(script("look.sh"), variables(target), LOOKING);
            Map<String, X509Certificate> held = certificates(before);
            Map<String, String> variables = variables(target);
            variables.put(
                    "RENEW",
                    held.values().stream().anyMatch(each -> isStale(each, target.renewBefore())) ? "yes" : "no");
            variables.put(
                    "STAMP",
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-'));
            Optional<String> node = Optional.ofNullable(held.get(KUBELET))
                    .filter(certificate -> !clock.instant().isBefore(end(certificate)))
                    .flatMap(SshMachineActivities::node);
            variables.put("KUBELET", node.isPresent() ? "yes" : "no");
            variables.put("NODE", node.orElse(""));
            String said = shell.run(script("renew.sh"), variables, RENEWING);
            MachineSighting after = sighting(target, shell.run(script("look.sh"), variables(target), LOOKING));
            return new MachineRenewal(target.machine().host(), sentences(said), after.certificates());
        }
    }

    /** The kubelet's own rotation renews its certificate, and kubeadm renews no authority. */
    private boolean isStale(X509Certificate certificate, Duration renewBefore) {
        boolean authority = certificate.getBasicConstraints() >= 0;
        boolean kubelet = node(certificate).isPresent();
        return !authority && !kubelet && clock.instant().plus(renewBefore).isAfter(end(certificate));
    }

    private MachineSighting sighting(MachineTarget target, String seen) {
        List<CertificateOnDisk> certificates = certificates(seen).entrySet().stream()
                .map(each -> new CertificateOnDisk(
                        each.getKey(), end(each.getValue()), each.getValue().getBasicConstraints() >= 0))
                .toList();
        List<String> missing = seen.lines()
                .filter(line -> line.startsWith("MISSING "))
                .map(line -> line.substring("MISSING ".length()))
                .toList();
        Optional<CertificateOnDisk> ended = certificates.stream()
                .filter(each -> each.authority() && !clock.instant().isBefore(each.notAfter()))
                .findFirst();
        String detail = !missing.isEmpty()
                ? "It has no " + String.join(", no ", missing) + "."
                : ended.map(each -> "Its authority " + each.name() + " expired at " + each.notAfter() + ".")
                        .orElse("kubeadm can renew here.");
        return new MachineSighting(target.machine().host(), missing.isEmpty() && ended.isEmpty(), certificates, detail);
    }

    private static Map<String, X509Certificate> certificates(String seen) {
        Map<String, X509Certificate> certificates = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(seen);
        while (block.find()) {
            if (!block.group(2).isBlank()) {
                certificates.put(block.group(1), certificate(block.group(2)));
            }
        }
        return certificates;
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw org.rekindle.workflows.activities.Failures.of(
                    org.rekindle.workflows.model.FailureCode.REFUSED,
                    "A certificate on the machine cannot be read: " + e.getMessage());
        }
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static Optional<String> node(X509Certificate certificate) {
        Matcher node = NODE.matcher(certificate.getSubjectX500Principal().getName());
        return node.find() ? Optional.of(node.group(1)) : Optional.empty();
    }

    private static List<String> sentences(String said) {
        List<String> sentences = new ArrayList<>();
        said.lines()
                .filter(line -> line.startsWith("SAID "))
                .forEach(line -> sentences.add(line.substring("SAID ".length())));
        return List.copyOf(sentences);
    }

    private static Map<String, String> variables(MachineTarget target) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KUBERNETES", target.access().kubernetesFolder());
        return variables;
    }

    private static String script(String name) {
        try (InputStream in = SshMachineActivities.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
