// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

/** Why a Kubernetes API could not be used. */
public enum ApiTrouble {
    /** It was not asked, so nothing is known of it. */
    NOT_ASKED,
    /** It serves a certificate that has expired. */
    SERVER_CERTIFICATE_EXPIRED,
    /** It serves a certificate that is not valid yet. */
    SERVER_CERTIFICATE_NOT_YET_VALID,
    /** The authority that Magnum names has not signed the certificate that it serves. */
    OTHER_AUTHORITY,
    /** 401: it does not take our client certificate. */
    CLIENT_REFUSED,
    /** 403: it knows us and refuses. */
    FORBIDDEN,
    /** It answers with an error of its own, as it does when it cannot reach etcd. */
    SERVER_ERROR,
    /** Nothing listens there, or nothing answers. */
    SILENT,
    /** Something else. */
    OTHER
}
