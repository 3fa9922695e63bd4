// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * All certificates of one control plane, in one folder, named as under {@code /etc/kubernetes/pki}.
 *
 * <p>Properties: the cluster's authority is given (Magnum keeps it, five years); those of etcd and the front proxy are
 * made here; leaves last one year, as kubeadm's do. Keys stay when leaves are issued again, so that a server that
 * reads key and certificate one after the other never sees a pair that does not match. The authorities' keys lie beside them, so
 * that kubeadm can renew.
 */
public final class Pki {
    /** How long kubeadm's leaf certificates last ({@code CertificateValidityPeriod}, 365 days). */
    public static final Duration LEAF_LIFETIME = Duration.ofDays(365);

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(10 * 365);
    private static final Duration LAB_LIFETIME = Duration.ofDays(5 * 365);

    private final Path folder;
    private final Authority cluster;
    private final Authority etcd;
    private final Authority frontProxy;
    private final Map<LeafProfile, KeyPair> keys = new EnumMap<>(LeafProfile.class);
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Client lab;

    private Pki(Path folder, Authority cluster, Instant notBefore, Instant now) {
        this.folder = folder;
        this.cluster = cluster;
        this.etcd = Authority.selfSigned("etcd-ca", notBefore, AUTHORITY_LIFETIME);
        this.frontProxy = Authority.selfSigned("front-proxy-ca", notBefore, AUTHORITY_LIFETIME);
        for (LeafProfile profile : LeafProfile.values()) {
            keys.put(profile, Authority.newKeys());
        }
        this.lab = client("lab-admin", "system:masters", now, LAB_LIFETIME);
    }

    /**
     * Writes authorities, the key for service accounts, the lab's own client certificate and the first leaves.
     *
     * @param certificatePem the cluster's authority
     * @param privateKeyPem its private key
     * @param issuedAt when the leaves are issued; over a year before {@code now} makes expired ones
     * @throws PkiException when the authority cannot be read or the folder cannot be written
     */
    public static Pki create(Path folder, String certificatePem, String privateKeyPem, Instant issuedAt, Instant now) {
        Authority cluster = new Authority(Pem.certificate(certificatePem), Pem.privateKey(privateKeyPem));
        Instant oldest = issuedAt.isBefore(now) ? issuedAt : now;
        Pki pki = new Pki(folder, cluster, oldest, now);
        pki.writeAuthorities();
        pki.issueLeaves(issuedAt);
        return pki;
    }

    /**
     * What a client shows, both in PEM.
     *
     * @param certificate its certificate
     * @param key PKCS#8: a secret
     */
    public record Client(String certificate, String key) {}

    /**
     * Issues every leaf again, valid from {@code issuedAt} for a year. Those in files are written, and servers that watch their files
     * serve them at once; those of kubeconfigs are to be had by {@link #client}.
     */
    public void issueLeaves(Instant issuedAt) {
        keys.forEach((profile, pair) -> {
            String key = Pem.text("PRIVATE KEY", pair.getPrivate().getEncoded());
            X509Certificate leaf = authority(profile.signer())
                    .issue(
                            pair.getPublic(),
                            profile.commonName(),
                            profile.organizations(),
                            profile.purpose().usages(),
                            profile.alternativeNames(),
                            issuedAt,
                            issuedAt.plus(profile.lifetime()));
            if (profile.isInKubeconfig()) {
                clients.put(profile.file(), new Client(encode(leaf), key));
            } else {
                // The key as well: kubeadm makes a new one when it renews.
                Pem.write(key(profile.file()), key);
                Pem.write(certificate(profile.file()), encode(leaf));
            }
        });
    }

    /** The file of a certificate, such as {@code apiserver} or {@code etcd/server}. */
    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    /** The file of a private key. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** Whose certificates are inside kubeconfigs, such as {@code scheduler}. */
    public Set<String> users() {
        return Set.copyOf(clients.keySet());
    }

    /** What a user of a kubeconfig shows, such as {@code scheduler}, as it was issued last. */
    public Client client(String user) {
        return Objects.requireNonNull(clients.get(user), user);
    }

    /** What the kubelet of a node shows that joins now. */
    public Client node(String name, Instant now) {
        return client("system:node:" + name, "system:nodes", now, LEAF_LIFETIME);
    }

    /** The public half of the key that signs service account tokens. */
    public Path serviceAccountPublicKey() {
        return folder.resolve("sa.pub");
    }

    /** The cluster's authority, as a client that verifies the server needs it. */
    public String authorityPem() {
        return encode(cluster.certificate());
    }

    /** The lab's own, an administrator's that outlives the leaves as one signed by Magnum does; its key is of RSA. */
    public Client lab() {
        return lab;
    }

    private Client client(String name, String group, Instant now, Duration lifetime) {
        KeyPair pair = Authority.newClientKeys();
        X509Certificate certificate = cluster.issue(
                pair.getPublic(),
                name,
                List.of(group),
                new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth},
                List.of(),
                now.minus(Duration.ofMinutes(5)),
                now.plus(lifetime));
        return new Client(
                encode(certificate), Pem.text("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private void writeAuthorities() {
        Pem.write(certificate("ca"), encode(cluster.certificate()));
        Pem.write(certificate("etcd/ca"), encode(etcd.certificate()));
        Pem.write(certificate("front-proxy-ca"), encode(frontProxy.certificate()));
        Pem.write(key("ca"), cluster.keyPem());
        Pem.write(key("etcd/ca"), etcd.keyPem());
        Pem.write(key("front-proxy-ca"), frontProxy.keyPem());
        KeyPair serviceAccounts = Authority.newKeys();
        Pem.write(
                key("sa"), Pem.text("PRIVATE KEY", serviceAccounts.getPrivate().getEncoded()));
        Pem.write(
                serviceAccountPublicKey(),
                Pem.text("PUBLIC KEY", serviceAccounts.getPublic().getEncoded()));
    }

    private Authority authority(LeafProfile.Signer signer) {
        return switch (signer) {
            case CLUSTER -> cluster;
            case ETCD -> etcd;
            case FRONT_PROXY -> frontProxy;
        };
    }

    private static String encode(X509Certificate certificate) {
        try {
            return Pem.text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new PkiException("cannot encode a certificate", impossible);
        }
    }
}
