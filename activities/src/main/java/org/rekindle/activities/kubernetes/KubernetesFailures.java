// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.run.FailureCode;

/** Says in one sentence why a Kubernetes API did not answer, and which code that is. */
public final class KubernetesFailures {

    private static final int LONGEST_MESSAGE = 300;

    private final Config config;
    private final Clock clock;

    /** @param config whose server and client certificate the sentences speak of */
    public KubernetesFailures(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The failure of an activity. */
    public ApplicationFailure failure(KubernetesClientException e) {
        return Failures.of(code(e), sentence(e));
    }

    /** Refusals are for good; everything else may pass, an expired certificate too since it can be renewed in place. */
    static FailureCode code(KubernetesClientException e) {
        if (awaitsServiceAccount(e)) {
            return FailureCode.UNAVAILABLE;
        }
        return switch (e.getCode()) {
            case 401, 403 -> FailureCode.ACCESS_DENIED;
            case 404 -> FailureCode.NOT_FOUND;
            case 400, 405, 406, 413, 415, 422 -> FailureCode.REFUSED;
            default -> FailureCode.UNAVAILABLE;
        };
    }

    /** A namespace gets its service account a moment after it is made; pods are forbidden until then (admission plugin ServiceAccount). */
    private static boolean awaitsServiceAccount(KubernetesClientException e) {
        String message = String.valueOf(e.getMessage());
        return e.getCode() == 403
                && message.contains("error looking up service account")
                && message.contains("not found");
    }

    /** What kind of trouble it is, for the diagnosis. */
    static ApiTrouble kind(KubernetesClientException e) {
        if (e.getCode() > 0) {
            return switch (e.getCode()) {
                case 401 -> ApiTrouble.CLIENT_REFUSED;
                case 403 -> ApiTrouble.FORBIDDEN;
                default -> kindOfClass(e.getCode());
            };
        }
        if (within(e, CertificateExpiredException.class) != null) {
            return ApiTrouble.SERVER_CERTIFICATE_EXPIRED;
        }
        if (within(e, CertificateNotYetValidException.class) != null) {
            return ApiTrouble.SERVER_CERTIFICATE_NOT_YET_VALID;
        }
        if (isNotSigned(e)) {
            return ApiTrouble.OTHER_AUTHORITY;
        }
        if (within(e, ConnectException.class) != null || timedOut(e)) {
            return ApiTrouble.SILENT;
        }
        return ApiTrouble.OTHER;
    }

    /** One sentence for the operator. */
    public String sentence(KubernetesClientException e) {
        String server = "The Kubernetes API at " + config.getMasterUrl();
        if (e.getCode() == 401) {
            return server + " does not accept our credentials (401 Unauthorized)" + clientCertificate() + ".";
        }
        if (e.getCode() == 403) {
            return server + " forbids this (403 Forbidden): " + message(e);
        }
        // Without an answer the code is 0 or -1.
        if (e.getCode() > 0) {
            return server + " answered with " + e.getCode() + ": " + message(e);
        }
        if (within(e, CertificateExpiredException.class) != null) {
            return server + " serves a certificate that has expired.";
        }
        if (within(e, CertificateNotYetValidException.class) != null) {
            return server + " serves a certificate that is not valid yet: compare the clocks.";
        }
        if (isNotSigned(e)) {
            return server + " serves a certificate that the authority in our kubeconfig has not signed.";
        }
        Throwable certificate = within(e, CertificateException.class);
        if (certificate != null) {
            return server + " serves a certificate that does not fit: " + shorten(certificate.getMessage()) + ".";
        }
        Throwable tls = within(e, SSLException.class);
        if (tls != null) {
            return server + " could not agree on TLS: " + shorten(tls.getMessage()) + ".";
        }
        if (within(e, ConnectException.class) != null) {
            return server + " refuses connections.";
        }
        if (within(e, UnknownHostException.class) != null) {
            return server + " has a name that does not resolve.";
        }
        if (timedOut(e)) {
            return server + " did not answer in time.";
        }
        return server + " could not be asked: " + message(e);
    }

    /**
     * Whether no authority of ours has signed what is served. After a rotation one of ours may have the signer's name: Java
     * then finds the path, and that its signature does not fit.
     */
    private static boolean isNotSigned(Throwable e) {
        CertPathValidatorException path = within(e, CertPathValidatorException.class);
        return within(e, CertPathBuilderException.class) != null
                || (path != null
                        && (path.getReason() == PKIXReason.NO_TRUST_ANCHOR
                                || path.getReason() == PKIXReason.NAME_CHAINING
                                || path.getReason() == BasicReason.INVALID_SIGNATURE));
    }

    private static boolean timedOut(Throwable e) {
        return within(e, TimeoutException.class) != null
                || within(e, java.net.http.HttpTimeoutException.class) != null
                || within(e, java.net.SocketTimeoutException.class) != null;
    }

    /** An expired client certificate is a common reason for 401, and the server does not show it. */
    private String clientCertificate() {
        String data = config.getClientCertData();
        if (data == null || data.isBlank()) {
            return "";
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(data)));
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isBefore(clock.instant())) {
                return ": our client certificate expired at " + end;
            }
            return "";
        } catch (CertificateException | IllegalArgumentException e) {
            return ": the client certificate in our kubeconfig cannot be read";
        }
    }

    private static <T extends Throwable> @Nullable T within(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String message(KubernetesClientException e) {
        if (e.getStatus() == null || e.getStatus().getMessage() == null) {
            return shorten(e.getMessage());
        }
        return shorten(e.getStatus().getMessage());
    }

    private static ApiTrouble kindOfClass(int code) {
        if (code >= 500) {
            return ApiTrouble.SERVER_ERROR;
        }
        return ApiTrouble.OTHER;
    }

    private static String shorten(@Nullable String message) {
        if (message == null) {
            return "no reason given";
        }
        String line = message.replaceAll("\\s+", " ").strip();
        if (line.length() <= LONGEST_MESSAGE) {
            return line;
        }
        return line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
