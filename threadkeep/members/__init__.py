"""Who is here: accounts, profiles, avatars, groups, preferences, signing in.

Words: a *member* has an account, a *guest* has none; a *viewer* is whoever looks (or acts), with the groups that count.
The *login name* is typed to sign in, the *name* is what others see. A *newcomer* is a member with few posts so far.
Tables: Member, Group, Membership, NameChange, OwnerLink. E-mail addresses, second factors and sessions are allauth's.
"""
