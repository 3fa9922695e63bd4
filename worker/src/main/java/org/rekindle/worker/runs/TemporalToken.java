// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.temporal.authorization.AuthorizationTokenSupplier;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that Temporal is shown. A token ends, so it is never taken once and for all: a file is read again when it changes, and
 * one from an identity provider is fetched again before it expires. Only {@code TEMPORAL_API_KEY}, which no process can change of
 * another, lasts as long as the process.
 */
final class TemporalToken {

    /** Names a file that holds the token; the process reads it again whenever it changes. */
    static final String FILE = "TEMPORAL_API_KEY_FILE";

    private static final Logger LOG = LoggerFactory.getLogger(TemporalToken.class);

    private TemporalToken() {}

    /**
     * The options that a profile and the environment give.
     *
     * @throws RunFailure when a token is named and cannot be had
     */
    static WorkflowServiceStubsOptions.Builder options(ClientConfigProfile profile, Map<String, String> environment) {
        AuthorizationTokenSupplier token = token(profile, environment);
        if (token == null) {
            return WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions());
        }
        // The profile would show the token that it was loaded with for ever.
        ClientConfigProfile without = profile.toBuilder().setApiKey("").build();
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder(without.toWorkflowServiceStubsOptions());
        options.addApiKey(token);
        ClientConfigTLS tls = profile.getTls();
        // As with a token in the environment: it is not sent in the clear unless TLS is switched off by name.
        if (tls == null || Boolean.TRUE.equals(tls.isDisabled())) {
            options.setEnableHttps(tls == null);
        }
        return options;
    }

    private static @Nullable AuthorizationTokenSupplier token(
            ClientConfigProfile profile, Map<String, String> environment) {
        if (ClientCredentials.areIn(environment)) {
            return ClientCredentials.of(environment, Clock.systemUTC());
        }
        String file = environment.get(FILE);
        if (file != null && !file.isBlank()) {
            return new OfFile(Path.of(file.strip()));
        }
        String configured = profile.getApiKey();
        boolean isInFile = environment.getOrDefault("TEMPORAL_API_KEY", "").isBlank();
        if (configured == null || configured.isBlank() || !isInFile) {
            return null;
        }
        return new OfConfiguration(configured, ClientConfigProfile::load, Clock.systemUTC());
    }

    /** Where a profile comes from. */
    @FunctionalInterface
    interface Loading {
        ClientConfigProfile load() throws IOException;
    }

    /** The token in {@code temporal.toml}, which is read again now and then. */
    static final class OfConfiguration implements AuthorizationTokenSupplier {

        private static final Duration READ_EVERY = Duration.ofSeconds(10);

        private final Loading loading;
        private final Clock clock;
        private String token;
        private Instant readAt;

        OfConfiguration(String token, Loading loading, Clock clock) {
            this.token = token;
            this.loading = loading;
            this.clock = clock;
            this.readAt = clock.instant();
        }

        @Override
        public synchronized String supply() {
            if (clock.instant().isBefore(readAt.plus(READ_EVERY))) {
                return token;
            }
            readAt = clock.instant();
            try {
                String now = loading.load().getApiKey();
                if (now != null && !now.isBlank() && !now.equals(token)) {
                    LOG.info("Read a new token of Temporal from its configuration");
                    token = now;
                }
            } catch (IOException | RuntimeException e) {
                // Its words may quote the file, which holds the token.
                LOG.warn("Temporal's configuration cannot be read again. The worker goes on with the old token.");
            }
            return token;
        }
    }

    /** The token in a file. */
    static final class OfFile implements AuthorizationTokenSupplier {

        private final Path file;
        private String token;
        private FileTime changed;

        /** @throws RunFailure when the file holds no token */
        OfFile(Path file) {
            this.file = file;
            try {
                this.changed = Files.getLastModifiedTime(file);
                this.token = read(file);
            } catch (IOException e) {
                throw new RunFailure(
                        RunFailure.Kind.UNREACHABLE,
                        "The token of Temporal cannot be read from " + file + " (" + FILE
                                + "). Check that the file is there and that the worker may read it.",
                        e);
            }
        }

        /** A file that cannot be read at the moment, as while it is replaced, leaves the token as it was. */
        @Override
        public synchronized String supply() {
            try {
                FileTime now = Files.getLastModifiedTime(file);
                if (!now.equals(changed)) {
                    token = read(file);
                    changed = now;
                    LOG.info("Read a new token of Temporal from {}", file);
                }
            } catch (IOException e) {
                LOG.warn(
                        "The token of Temporal cannot be read again from {}. The worker goes on with the old one.",
                        file);
            }
            return token;
        }

        private static String read(Path file) throws IOException {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new IOException("empty");
            }
            return token;
        }
    }
}
