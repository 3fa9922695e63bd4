// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.tls.Certificates;
import org.rekindle.workflows.model.observation.ServedCertificate;

/**
 * What {@code look.sh} printed. Lines that it does not know are passed over: a machine may greet everyone who logs in.
 *
 * @param missing what a renewal needs and the machine lacks
 * @param pki the folder that kubeadm renews in; null where the script broke off before
 * @param files that kubeadm and the manifests name
 * @param strays certificates beside them that nothing uses; the path is relative to the folder
 * @param straysInAll how many there are, of which the script names the first
 * @param nodes by what name the kubelet may know its node, the surest first
 * @param api where the machine's own API server listens, null where no manifest says
 */
record LookOutput(
        List<String> missing,
        @Nullable String pki,
        List<MachineFile> files,
        List<MachineFile> strays,
        int straysInAll,
        List<String> nodes,
        @Nullable Api api) {

    private static final String END = "END";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";
    private static final Pattern NODE = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Pattern SUBJECT = Pattern.compile("CN=system:node:([a-zA-Z0-9.-]+)");
    private static final Pattern API = Pattern.compile("(\\S+) (\\d{1,5})");

    /** Where an API server listens, seen from its own machine. */
    record Api(String host, int port) {}

    static LookOutput of(String printed) {
        return new Reader(printed).read();
    }

    Optional<MachineFile> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** The name of the node, without {@code system:node:}: what its certificate says, else what the machine says. */
    Optional<String> node() {
        return files.stream()
                .filter(MachineFile::ofTheKubelet)
                .flatMap(file -> file.certificates().stream())
                .map(certificate -> SUBJECT.matcher(certificate.subject()))
                .filter(Matcher::find)
                .map(subject -> subject.group(1))
                .findFirst()
                .or(() -> nodes.stream().findFirst());
    }

    /** Reads line by line; the lines of a certificate are between two that frame it. */
    private static final class Reader {

        private final Iterator<String> lines;
        private final List<String> missing = new ArrayList<>();
        private final List<MachineFile> files = new ArrayList<>();
        private final List<MachineFile> strays = new ArrayList<>();
        private final List<String> nodes = new ArrayList<>();
        private @Nullable String pki;
        private @Nullable Api api;
        private int straysInAll;

        private Reader(String printed) {
            this.lines = printed.lines().iterator();
        }

        private LookOutput read() {
            while (lines.hasNext()) {
                String line = lines.next();
                int blank = line.indexOf(' ');
                String rest = line.substring(blank + 1).strip();
                switch (blank < 0 ? line : line.substring(0, blank)) {
                    case "MISSING" -> missing.add(rest);
                    case "PKI" -> pki = rest;
                    case "CERTIFICATE" -> {
                        int after = rest.indexOf(' ');
                        if (after > 0) {
                            files.add(file(rest.substring(0, after), rest.substring(after + 1)));
                        }
                    }
                    case "STRAY" -> strays.add(file("", rest));
                    case "STRAYS" -> straysInAll = number(rest, strays.size());
                    case "NODE" -> {
                        if (NODE.matcher(rest).matches()) {
                            nodes.add(rest);
                        }
                    }
                    case "API" -> api = api(rest);
                    default -> {}
                }
            }
            return new LookOutput(
                    List.copyOf(missing),
                    pki,
                    List.copyOf(files),
                    List.copyOf(strays),
                    straysInAll,
                    List.copyOf(nodes),
                    api);
        }

        private static int number(String text, int otherwise) {
            if (text.matches("\\d{1,9}")) {
                return Integer.parseInt(text);
            }
            return otherwise;
        }

        private static @Nullable Api api(String text) {
            Matcher address = API.matcher(text);
            if (address.matches()) {
                return new Api(address.group(1), Integer.parseInt(address.group(2)));
            }
            return null;
        }

        private MachineFile file(String name, String path) {
            List<ServedCertificate> certificates = new ArrayList<>();
            String renewed = null;
            String why = null;
            StringBuilder pem = new StringBuilder();
            for (String line = next(); !line.equals(END); line = next()) {
                if (line.startsWith("WHY ")) {
                    why = line.substring("WHY ".length());
                } else if (line.startsWith("RENEWED ")) {
                    renewed = line.substring("RENEWED ".length());
                } else {
                    if (line.equals(BEGIN_CERTIFICATE)) {
                        pem = new StringBuilder();
                    } else if (line.equals(END_CERTIFICATE)) {
                        ServedCertificate certificate = certificate(pem.toString());
                        if (certificate == null) {
                            why = "holds a certificate that cannot be read";
                        } else {
                            certificates.add(certificate);
                        }
                    } else {
                        pem.append(line);
                    }
                }
            }
            if (certificates.isEmpty()) {
                why = Objects.requireNonNullElse(why, "was not read to its end");
                return new MachineFile(name, path, renewed, List.of(), why);
            }
            return new MachineFile(name, path, renewed, List.copyOf(certificates), null);
        }

        /** Where the output breaks off, so does the file. */
        private String next() {
            if (lines.hasNext()) {
                return lines.next();
            }
            return END;
        }

        /** Also one that Java refuses: Go may take it, and then kubeadm does. Null when not even its times can be read. */
        private static @Nullable ServedCertificate certificate(String base64) {
            try {
                return Certificates.served(Base64.getMimeDecoder().decode(base64));
            } catch (IllegalArgumentException noBase64) {
                return null;
            }
        }
    }
}
