// SPDX-License-Identifier: Apache-2.0
/**
 * The worker's pages. The fleet page shows what each cluster's certificate and run are about, with a calendar of expiries. On the page
 * of an approval, a person reads a plan and approves it with a passkey.
 */
@org.jspecify.annotations.NullMarked
package org.rekindle.worker.page;
