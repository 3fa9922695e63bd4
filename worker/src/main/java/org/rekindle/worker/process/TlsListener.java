// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.ListenerTls;
import org.rekindle.worker.fleet.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS where the worker listens. It looks at its files again and again, so that a renewed certificate is used without a new start; with
 * files that cannot be used it keeps what it has. It warns before its certificate expires.
 */
final class TlsListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    /** What renews certificates by itself does so earlier. */
    private static final Duration WARN_BEFORE = Duration.ofDays(14);

    private final ListenerTls said;
    private final Clock clock;
    private final SslContextFactory.Server contexts = new SslContextFactory.Server();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tls-files");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> looking;
    private volatile TlsFiles files;
    private volatile @Nullable String unusable;

    /** @throws FaultyFile when a file cannot be used */
    TlsListener(ListenerTls said, Clock clock, MeterRegistry registry) {
        this.said = said;
        this.clock = clock;
        this.files = TlsFiles.read(said);
        contexts.setKeyStorePassword("");
        // A certificate is asked for and not demanded: Prometheus and people have none.
        contexts.setWantClientAuth(said.clientAuthorityFile() != null);
        use(contexts);
        Gauge.builder("rekindle_listener_certificate_expiry_timestamp_seconds", this, TlsListener::expiryInSeconds)
                .description("When the certificate expires that the worker itself serves, in seconds since 1970.")
                .register(registry);
    }

    /** Looks at the files from now on. */
    TlsListener start() {
        looking = looks.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toSeconds(), LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /** Where Jetty listens. */
    ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // Senders may know the worker by an address; whom they trust is theirs to say.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(contexts, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /** One look, which takes over files that have changed. */
    void look() {
        TlsFiles before = files;
        try {
            TlsFiles now = TlsFiles.read(said);
            unusable = null;
            if (!now.certificates().equals(files.certificates())) {
                files = now;
                contexts.reload(this::use);
                LOG.info("The certificate of this worker was replaced; it expires at {}.", expiry());
            }
        } catch (FaultyFile faulty) {
            unusable = "The files of `webhooks.tls` cannot be used, and the old certificate stays in use: "
                    + faulty.faults().get(0).problem() + ".";
            LOG.warn("{}", unusable);
        } catch (Exception e) {
            // Jetty's interface names no narrower type. A task that fails would not be scheduled again.
            files = before;
            unusable = "The new certificate of this worker could not be taken into use.";
            LOG.error("{}", unusable, e);
        }
    }

    /** Why people should look at the certificate, in a sentence; empty when all is well. */
    Optional<String> trouble() {
        String broken = unusable;
        if (broken != null) {
            return Optional.of(broken);
        }
        if (clock.instant().plus(WARN_BEFORE).isBefore(expiry())) {
            return Optional.empty();
        }
        return Optional.of("The certificate of this worker expires at " + expiry()
                + ". Replace the files of `webhooks.tls`; they are read again.");
    }

    private void use(SslContextFactory factory) {
        factory.setKeyStore(files.own());
        factory.setTrustStore(files.clientAuthorities());
    }

    private Instant expiry() {
        return files.certificate().getNotAfter().toInstant();
    }

    private double expiryInSeconds() {
        return expiry().getEpochSecond();
    }

    @Override
    public void close() {
        Future<?> regular = looking;
        if (regular != null) {
            regular.cancel(true);
        }
        looks.shutdownNow();
    }
}
