// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.access;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.activities.tls.Signer;
import org.rekindle.workflows.api.AccessActivities;
import org.rekindle.workflows.api.AccessActivities.ConnectRequest;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Makes kubeconfigs. The key is made here and goes into the secret store; Magnum sees the signing request alone, and what
 * is passed on is a reference.
 */
public final class OpenStackAccessActivities implements AccessActivities {

    /** A kubeconfig is made again when its certificate ends within this time, so that no run outlives its own access. */
    private static final Duration LEFT = Duration.ofDays(7);

    private final Clouds clouds;
    private final SecretStore secrets;
    private final Clock clock;

    /** Kubeconfigs for the clusters of these clouds, kept in this store. */
    public OpenStackAccessActivities(Clouds clouds, SecretStore secrets, Clock clock) {
        this.clouds = clouds;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Keeps the kubeconfig as {@code kubeconfig/<cluster>/<uuid>}; one that is still good is used again. */
    @Override
    public Connection connect(ConnectRequest request) {
        MagnumService magnum = new MagnumService(clouds.of(request.cluster().cloud()));
        String name = "kubeconfig/" + request.cluster().cluster() + "/" + request.uuid();
        String authority = magnum.authority(request.uuid());
        Instant kept = request.fresh() ? null : goodUntil(name, request.apiAddress(), authority);
        if (kept != null) {
            return new Connection(name, request.apiAddress(), kept, end(authority));
        }
        ClientKey key = new ClientKey();
        String signed = magnum.sign(request.uuid(), key.signingRequest());
        X509Certificate certificate = checked(request.uuid(), signed, key, authority);
        byte[] kubeconfig = new Kubeconfig(request.apiAddress(), authority, signed, key.privateKey()).toYaml();
        return new Connection(
                secrets.put(name, kubeconfig),
                request.apiAddress(),
                certificate.getNotAfter().toInstant(),
                end(authority));
    }

    /**
     * When the last of the authorities expires, since after a rotation one text may hold the old one and the new one. It is
     * null when what Magnum names cannot be read; the signing reports that in a sentence.
     */
    private static @Nullable Instant end(String authority) {
        return Signer.authorities(authority).stream()
                .map(each -> each.getNotAfter().toInstant())
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Until when the kept kubeconfig is valid, or null when there is none for this address and authority. */
    private @Nullable Instant goodUntil(String name, String address, String authority) {
        if (!secrets.exists(name)) {
            return null;
        }
        Kubeconfig kept = Kubeconfig.read(secrets.read(name));
        if (kept == null || !kept.address().equals(address) || !kept.authority().equals(authority)) {
            return null;
        }
        try {
            Instant end = certificate(kept.certificate()).getNotAfter().toInstant();
            if (end.isAfter(clock.instant().plus(LEFT))) {
                return end;
            }
            return null;
        } catch (CertificateException e) {
            // What was kept is no certificate, so it is of no use; a new one replaces it.
            return null;
        }
    }

    private static X509Certificate checked(ClusterUuid uuid, String signed, ClientKey key, String authority) {
        X509Certificate certificate;
        try {
            certificate = certificate(signed);
        } catch (CertificateException e) {
            throw Failures.of(
                    FailureCode.REFUSED, "The certificate that Magnum signed for cluster " + uuid + " cannot be read.");
        }
        if (!Signer.isSignedBy(certificate, Signer.authorities(authority))) {
            throw Failures.otherAuthority("The certificate that Magnum signed for cluster " + uuid
                    + " is not signed by the authority that Magnum names. Was its authority rotated?");
        }
        if (key.isFor(certificate)) {
            return certificate;
        }
        throw Failures.of(
                FailureCode.REFUSED, "The certificate that Magnum signed for cluster " + uuid + " is for another key.");
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }
}
