import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  type PasswordPolicyType,
  paginateListUsers,
  UserNotFoundException,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";

async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) {
      throw error;
    }
  }
}

/** The users of a Cognito pool, as an administrator manages them. */
export class Accounts {
  constructor(
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly userPoolId: string,
  ) {}

  /** Every user's name, as the pool writes it. */
  async names(): Promise<Set<string>> {
    const names = new Set<string>();
    for await (const { Users = [] } of paginateListUsers({ client: this.cognito }, { UserPoolId: this.userPoolId })) {
      for (const { Username } of Users) {
        if (Username !== undefined) {
          names.add(Username);
        }
      }
    }
    return names;
  }

  /** The pool's password policy. */
  async passwordPolicy(): Promise<PasswordPolicyType> {
    const { UserPool } = await this.cognito.send(new DescribeUserPoolCommand({ UserPoolId: this.userPoolId }));
    return UserPool?.Policies?.PasswordPolicy ?? {};
  }

  /**
   * Creates a user with a password that must be changed at the first sign-in. No message is sent.
   *
   * @returns the name as the pool writes it, and whether the user is new: the list of users lags behind, so the user
   * may exist by now.
   */
  async create(user: string, password: string): Promise<{ name: string; isNew: boolean }> {
    const place = { UserPoolId: this.userPoolId, Username: user };
    try {
      const { User } = await this.cognito.send(
        new AdminCreateUserCommand({ ...place, TemporaryPassword: password, MessageAction: "SUPPRESS" }),
      );
      return { name: User?.Username ?? user, isNew: true };
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) {
        throw error;
      }
      const { Username } = await this.cognito.send(new AdminGetUserCommand(place));
      return { name: Username ?? user, isNew: false };
    }
  }

  /** Sets a user's permanent password. */
  async setPassword(user: string, password: string): Promise<void> {
    const Permanent = true;
    await this.cognito.send(
      new AdminSetUserPasswordCommand({ UserPoolId: this.userPoolId, Username: user, Password: password, Permanent }),
    );
  }

  /**
   * Ends a user's sign-ins, if the user still exists: earlier refresh tokens are refused. Issued access tokens stay
   * valid where they are checked without asking Cognito. Source: Cognito API, AdminUserGlobalSignOut.
   */
  async signOut(user: string): Promise<void> {
    const place = { UserPoolId: this.userPoolId, Username: user };
    await unlessGone(this.cognito.send(new AdminUserGlobalSignOutCommand(place)));
  }

  /** Deletes a user, if it still exists. */
  async remove(user: string): Promise<void> {
    await unlessGone(this.cognito.send(new AdminDeleteUserCommand({ UserPoolId: this.userPoolId, Username: user })));
  }
}
